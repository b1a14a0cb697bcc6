package dev.lateen.sidecar.stats;

/** Why a TLS handshake failed. */
public enum TlsFailure {
  /** It took too long. */
  TIMEOUT,
  /** The peer's certificate cannot be used, for a reason that is none of the following. */
  CERTIFICATE,
  /** The client showed no certificate. */
  NO_CLIENT_CERTIFICATE,
  /** No authority that is trusted has issued the peer's certificate. */
  UNTRUSTED_AUTHORITY,
  /** The peer's certificate ran out, or is not valid yet. */
  EXPIRED,
  /** The peer's certificate is for somebody else. */
  WRONG_IDENTITY,
  /** The peer's certificate was revoked. */
  REVOKED,
  /** The client spoke no TLS, and nothing else is taken. */
  PLAINTEXT,
  /** This workload has no identity yet, or does not know whom to trust. */
  NO_IDENTITY,
  /** No version, cipher or protocol in common, or what came is no TLS. */
  PROTOCOL,
  /** The peer refused, most often our certificate. */
  REFUSED,
  /** The connection ended. */
  CLOSED
}
