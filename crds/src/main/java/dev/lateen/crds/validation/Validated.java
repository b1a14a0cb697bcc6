package dev.lateen.crds.validation;

import java.util.List;

/**
 * The outcome of validation: a value, or every problem that was found.
 *
 * @param <T> what was validated
 */
public sealed interface Validated<T> {
  /**
   * Nothing is wrong.
   *
   * @param value what was validated
   * @param <T> its type
   */
  record Valid<T>(T value) implements Validated<T> {}

  /**
   * Something is wrong.
   *
   * @param errors at least one problem, in the order of the document
   * @param <T> what was validated
   */
  record Invalid<T>(List<FieldError> errors) implements Validated<T> {
    /** Takes a copy. */
    public Invalid {
      errors = List.copyOf(errors);
    }
  }

  /** Every problem that was found; empty when valid. */
  default List<FieldError> errors() {
    return this instanceof Invalid<T>(var errors) ? errors : List.of();
  }
}
