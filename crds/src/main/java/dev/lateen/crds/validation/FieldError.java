package dev.lateen.crds.validation;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One problem of one field.
 *
 * @param field path of the field, such as {@code spec.route[1].weight}; empty for the whole
 *     document
 * @param value what it says, as compact JSON cut to a readable length; empty where it is missing
 * @param reason what is wrong and how to put it right
 */
public record FieldError(String field, String value, String reason) {
  private static final int MAX_VALUE_LENGTH = 80;

  /** Cuts an overlong value. */
  public FieldError {
    if (value.length() > MAX_VALUE_LENGTH) {
      value = value.substring(0, MAX_VALUE_LENGTH - 3) + "...";
    }
  }

  /** One line for a terminal: {@code field: value: reason}. */
  @Override
  public String toString() {
    return Stream.of(field, value, reason)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(": "));
  }
}
