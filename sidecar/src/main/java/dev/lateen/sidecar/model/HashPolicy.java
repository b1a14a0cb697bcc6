package dev.lateen.sidecar.model;

import java.time.Duration;

/** What a request is hashed by when its cluster chooses by hash. */
public sealed interface HashPolicy {
  /**
   * The value of a header.
   *
   * @param name lower-case
   */
  record Header(String name) implements HashPolicy {}

  /**
   * A cookie, made by the proxy when it is absent and has a lifetime.
   *
   * @param name of the cookie
   * @param lifetime {@link Duration#ZERO}: never made
   * @param path of a cookie that is made
   */
  record Cookie(String name, Duration lifetime, String path) implements HashPolicy {}

  /** The caller's address. */
  record SourceAddress() implements HashPolicy {}

  /**
   * A parameter of the query.
   *
   * @param name of the parameter
   */
  record QueryParameter(String name) implements HashPolicy {}
}
