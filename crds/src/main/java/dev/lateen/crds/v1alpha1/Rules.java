package dev.lateen.crds.v1alpha1;

/** CEL expressions that several fields share. */
final class Rules {
  /** Of a duration in whole milliseconds: it is at least one of them (TM-056). */
  static final String NOT_ZERO = "self.matches('[1-9]')";

  static final String NOT_ZERO_MESSAGE =
      "must be a duration of at least 1ms in whole milliseconds, such as 5s, 1.5s or 200ms";

  private Rules() {}
}
