package dev.lateen.sidecar.model;

/** What a line of an access log can tell, by the names of Envoy's command operators. */
public enum LogField {
  /** When the request began: ISO 8601, UTC, milliseconds. */
  START_TIME,
  /** A header or pseudo-header of the request, as it is sent to the endpoint. */
  REQ,
  /** A header of the response. */
  RESP,
  /** {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2}. */
  PROTOCOL,
  /** Of the response; 0 where there was none. */
  RESPONSE_CODE,
  /** Why there was no response of an endpoint, or not all of it. */
  RESPONSE_FLAGS,
  /** Bytes of the request's body, or of a connection. */
  BYTES_RECEIVED,
  /** Bytes of the response's body, or of a connection. */
  BYTES_SENT,
  /** From the first byte of the request to the last of the response, milliseconds. */
  DURATION,
  /** The endpoint that was asked. */
  UPSTREAM_HOST,
  /** The cluster that was asked. */
  UPSTREAM_CLUSTER,
  /** The route's name. */
  ROUTE_NAME,
  /** Address of the caller. */
  DOWNSTREAM_REMOTE_ADDRESS,
  /** Identity of the caller, where it proved one: {@code source.principal} of a callee. */
  DOWNSTREAM_PEER_URI_SAN,
  /** Identity of the endpoint, where it proved one: {@code destination.principal} of a caller. */
  UPSTREAM_PEER_URI_SAN,
  /** What this proxy cannot tell. */
  UNKNOWN;

  /** Whether its values are numbers. */
  public boolean isNumber() {
    return switch (this) {
      case RESPONSE_CODE, BYTES_RECEIVED, BYTES_SENT, DURATION -> true;
      default -> false;
    };
  }
}
