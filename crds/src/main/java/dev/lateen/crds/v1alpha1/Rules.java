package dev.lateen.crds.v1alpha1;

/** CEL expressions that several fields share. */
final class Rules {
  /** A duration of at least one millisecond, in whole milliseconds (TM-056). */
  static final String WHOLE_MILLISECONDS =
      "!self.matches('^([0-9]+([.][0-9]+)?(ms|s|m|h))+$') || (duration(self) >= duration('1ms')"
          + " && duration(string(duration(self).getMilliseconds()) + 'ms') == duration(self))";

  static final String WHOLE_MILLISECONDS_MESSAGE =
      "must be at least 1ms and in whole milliseconds, such as 5s or 200ms";

  private Rules() {}
}
