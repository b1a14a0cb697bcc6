package dev.lateen.operator.authority;

/** Says who has a token. Safe for use by many threads; may block on the network. */
public interface TokenVerifier {

  /**
   * Who the owner of a token is.
   *
   * @throws RefusedCallerException when it proves nothing
   */
  Caller verify(String token);
}
