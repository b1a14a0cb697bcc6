package dev.lateen.sidecar.http;

import dev.lateen.sidecar.upstream.UpstreamFailure;

/** Why there was no response of an endpoint, or not all of it, by Envoy's names. */
enum ResponseFlag {
  /** No route. */
  NR,
  /** No such cluster. */
  NC,
  /** No healthy endpoint. */
  UH,
  /** Too many under way. */
  UO,
  /** No connection. */
  UF,
  /** The connection ended. */
  UC,
  /** The endpoint refused. */
  UR,
  /** The endpoint did not speak HTTP. */
  UPE,
  /** No response in time. */
  UT,
  /** The client was gone. */
  DC,
  /** Delayed on purpose. */
  DI,
  /** Aborted on purpose. */
  FI;

  static ResponseFlag of(UpstreamFailure failure) {
    return switch (failure) {
      case NO_ENDPOINT -> UH;
      case OVERFLOW -> UO;
      case CONNECT -> UF;
      case RESET -> UC;
      case REFUSED -> UR;
      case PROTOCOL -> UPE;
    };
  }
}
