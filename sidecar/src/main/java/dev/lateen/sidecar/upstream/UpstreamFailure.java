package dev.lateen.sidecar.upstream;

/** Why a request got no complete response. */
public enum UpstreamFailure {
  /** No endpoint that may be used. */
  NO_ENDPOINT,
  /** A limit of the cluster is reached. */
  OVERFLOW,
  /** The connection could not be made in time or was refused. */
  CONNECT,
  /** The connection ended before the response did. */
  RESET,
  /** The endpoint did nothing with the request: it may be sent again whatever it is. */
  REFUSED,
  /** What came back is not HTTP. */
  PROTOCOL
}
