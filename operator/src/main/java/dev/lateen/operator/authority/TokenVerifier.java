package dev.lateen.operator.authority;

import java.util.Optional;

/** Says who has a token. Safe for use by many threads; may block on the network. */
public interface TokenVerifier {

  /**
   * Who the owner of a token is.
   *
   * @param request what is asked for with it; empty where no certificate is
   * @throws RefusedCallerException when it proves nothing
   */
  Caller verify(String token, Optional<String> request);
}
