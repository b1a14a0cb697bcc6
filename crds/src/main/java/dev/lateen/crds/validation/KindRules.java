package dev.lateen.crds.validation;

import java.util.stream.Stream;

/** The rules of one kind that span fields or that no schema can say. */
@FunctionalInterface
interface KindRules {
  /**
   * Every problem of a spec.
   *
   * @param spec the spec as it stands; may lack fields or have some of the wrong type, which the
   *     schema reports
   */
  Stream<FieldError> check(Field spec);

  /** An error at {@code field} when {@code wrong}. */
  static Stream<FieldError> when(boolean wrong, Field field, String reason) {
    return wrong ? Stream.of(field.error(reason)) : Stream.empty();
  }

  /** All of the given errors. */
  @SafeVarargs
  static Stream<FieldError> all(Stream<FieldError>... parts) {
    Stream<FieldError> errors = Stream.empty();
    for (var part : parts) {
      errors = Stream.concat(errors, part);
    }
    return errors;
  }
}
