package dev.lateen.sidecar.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.util.Optional;

/**
 * Which implementation of TLS does the work.
 *
 * @param name for logs
 * @param provider Netty's name of it
 * @param missing why it is not BoringSSL, where it is not
 */
public record TlsEngine(String name, SslProvider provider, Optional<String> missing) {
  /** BoringSSL, or the JDK's where the native library cannot be loaded: several times slower. */
  public static TlsEngine best() {
    return OpenSsl.isAvailable()
        ? new TlsEngine(OpenSsl.versionString(), SslProvider.OPENSSL_REFCNT, Optional.empty())
        : jdk(String.valueOf(OpenSsl.unavailabilityCause()));
  }

  /** The JDK's. */
  public static TlsEngine jdk(String why) {
    return new TlsEngine("JDK", SslProvider.JDK, Optional.of(why));
  }
}
