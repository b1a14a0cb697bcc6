package dev.lateen.operator;

/** The operator cannot start with these settings. */
public final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param property name of the setting
   * @param problem what is wrong with it and what to do
   */
  public InvalidSettingException(String property, String problem) {
    super(property + " " + problem);
  }
}
