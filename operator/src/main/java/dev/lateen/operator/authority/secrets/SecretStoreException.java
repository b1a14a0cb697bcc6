package dev.lateen.operator.authority.secrets;

/** A Secret could not be read, written or deleted. */
public final class SecretStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** For this reason. */
  public SecretStoreException(Problem problem, Throwable cause) {
    super(problem.message(), cause);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
