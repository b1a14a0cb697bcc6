package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.stats.TlsFailure;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What became of handshakes. */
final class Handshakes {
  private Handshakes() {}

  /** Why one failed. The engines tell some reasons only in words. */
  static TlsFailure reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case SslHandshakeTimeoutException timeout -> {
          return TlsFailure.TIMEOUT;
        }
        case PeerRefusedException refused -> {
          return refused.reason();
        }
        case CertificateException wrong -> {
          return TlsFailure.CERTIFICATE;
        }
        case SSLPeerUnverifiedException unknown -> {
          return TlsFailure.CERTIFICATE;
        }
        case ClosedChannelException closed -> {
          return TlsFailure.CLOSED;
        }
        default -> {
          // look at its cause
        }
      }
    }
    return byMessage(String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT));
  }

  private static TlsFailure byMessage(String message) {
    if (message.contains("peer_did_not_return_a_certificate")
        || message.contains("empty client certificate chain")) {
      return TlsFailure.NO_CLIENT_CERTIFICATE;
    }
    if (message.contains("certificate_verify_failed")) {
      return TlsFailure.CERTIFICATE;
    }
    return message.contains("alert") ? TlsFailure.REFUSED : TlsFailure.PROTOCOL;
  }
}
