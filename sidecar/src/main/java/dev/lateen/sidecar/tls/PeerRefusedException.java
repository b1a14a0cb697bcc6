package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.stats.TlsFailure;
import java.security.cert.CertificateException;

/** The peer is not who it must be. */
final class PeerRefusedException extends CertificateException {
  private static final long serialVersionUID = 1;

  private final TlsFailure reason;

  PeerRefusedException(TlsFailure reason, String message) {
    super(message);
    this.reason = reason;
  }

  PeerRefusedException(TlsFailure reason, CertificateException cause) {
    super(cause.getMessage(), cause);
    this.reason = reason;
  }

  TlsFailure reason() {
    return reason;
  }
}
