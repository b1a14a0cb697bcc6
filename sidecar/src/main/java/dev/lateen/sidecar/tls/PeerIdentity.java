package dev.lateen.sidecar.tls;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Who is at the other end of a connection with mutual TLS: {@code source.principal} where it is the
 * client, {@code destination.principal} where it is the server.
 *
 * @param principal its SPIFFE ID (X.509-SVID 2); empty where its certificate has none
 * @param chain its certificate, then those it was issued through as it showed them
 * @param usableUntil when the first certificate of either side runs out
 */
public record PeerIdentity(
    Optional<String> principal, List<X509Certificate> chain, Instant usableUntil) {
  private static final AttributeKey<PeerIdentity> KEY = AttributeKey.valueOf("lateen.peer");
  private static final Integer URI = 6;

  /** Keeps the chain as it is. */
  public PeerIdentity {
    chain = List.copyOf(chain);
  }

  /** Who is at the other end of a channel; empty without mutual TLS. */
  public static Optional<PeerIdentity> of(Channel channel) {
    // attr would make an attribute for every connection in the clear
    return channel.hasAttr(KEY) ? Optional.of(channel.attr(KEY).get()) : Optional.empty();
  }

  /** The SPIFFE ID that the other end of a channel proved; empty where it did not. */
  public static String principalOf(Channel channel) {
    return of(channel).flatMap(PeerIdentity::principal).orElse("");
  }

  /** The identity proved in a session. */
  static PeerIdentity proved(SSLSession session, Instant ownUntil)
      throws SSLPeerUnverifiedException {
    Certificate[] shown = session.getPeerCertificates();
    X509Certificate[] chain = Arrays.copyOf(shown, shown.length, X509Certificate[].class);
    Instant until =
        Arrays.stream(chain)
            .map(certificate -> certificate.getNotAfter().toInstant())
            .reduce(ownUntil, (one, other) -> one.isBefore(other) ? one : other);
    return new PeerIdentity(spiffeId(chain[0]), List.of(chain), until);
  }

  /** The SPIFFE ID of a certificate. */
  public static Optional<String> spiffeId(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? Optional.empty()
          : names.stream()
              .filter(name -> URI.equals(name.getFirst()))
              .map(name -> String.valueOf(name.get(1)))
              .filter(name -> name.startsWith("spiffe://"))
              .findFirst();
    } catch (CertificateParsingException unreadable) {
      return Optional.empty();
    }
  }

  void attachTo(Channel channel) {
    channel.attr(KEY).set(this);
  }

  boolean isIn(Revocations revocations) {
    return revocations.include(chain.toArray(X509Certificate[]::new));
  }

  /** For logs. */
  String name() {
    return principal.orElseGet(() -> chain.getFirst().getSubjectX500Principal().getName());
  }
}
