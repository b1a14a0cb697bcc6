package dev.lateen.operator.rules;

import dev.lateen.crds.validation.FieldError;

/**
 * Why a rule changes nothing although it is in force.
 *
 * @param why field and value that it follows from, and what to do about it
 * @param shadowed whether it is another rule that takes all its calls
 */
public record NotUsed(FieldError why, boolean shadowed) {

  static NotUsed idle(FieldError why) {
    return new NotUsed(why, false);
  }

  static NotUsed shadowed(FieldError why) {
    return new NotUsed(why, true);
  }
}
