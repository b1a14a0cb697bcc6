package dev.lateen.sidecar.stats;

/** Why a TLS handshake failed. */
public enum TlsFailure {
  /** It took too long. */
  TIMEOUT,
  /** The peer's certificate is missing, not trusted, or not the one wanted. */
  CERTIFICATE,
  /** No version, cipher or protocol in common, or what came is no TLS. */
  PROTOCOL,
  /** The peer refused, most often our certificate. */
  REFUSED,
  /** The connection ended. */
  CLOSED
}
