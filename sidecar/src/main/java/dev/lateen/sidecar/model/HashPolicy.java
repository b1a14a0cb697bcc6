package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.Optional;

/** What a request is hashed by when its cluster chooses by hash. */
public sealed interface HashPolicy {
  /**
   * The value of a header.
   *
   * @param name lower-case
   */
  record Header(String name) implements HashPolicy {}

  /**
   * A cookie, made by the proxy when it is absent and a lifetime is given.
   *
   * @param name of the cookie
   * @param lifetime of one that is made, {@link Duration#ZERO} until the client closes; absent:
   *     never made
   * @param path of one that is made; empty for none
   */
  record Cookie(String name, Optional<Duration> lifetime, String path) implements HashPolicy {}

  /** The caller's address. */
  record SourceAddress() implements HashPolicy {}

  /**
   * A parameter of the query.
   *
   * @param name of the parameter
   */
  record QueryParameter(String name) implements HashPolicy {}
}
