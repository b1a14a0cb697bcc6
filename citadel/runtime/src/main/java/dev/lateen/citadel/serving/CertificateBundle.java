package dev.lateen.citadel.serving;

import dev.lateen.citadel.x509.InvalidCertificateException;
import dev.lateen.citadel.x509.KeyPairPem;
import dev.lateen.citadel.x509.Pem;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * What a TLS server needs, and what its clients need to trust it.
 *
 * @param serving key and certificate of the server
 * @param authority certificate of the authority that issued it, in PEM: the clients' trust anchor
 */
public record CertificateBundle(KeyPairPem serving, String authority) {

  /**
   * Whether less than a third of the certificate's life is left, so that a new one is due.
   *
   * @param now the time to judge by
   * @throws InvalidCertificateException when the serving certificate is not one
   */
  public boolean isDueForRenewal(Instant now) {
    X509Certificate certificate = Pem.certificate(serving.certificate());
    Instant notBefore = certificate.getNotBefore().toInstant();
    Instant notAfter = certificate.getNotAfter().toInstant();
    Duration third = Duration.between(notBefore, notAfter).dividedBy(3);
    return !now.isBefore(notAfter.minus(third));
  }

  /**
   * Whether the certificate is one for every name or address of a request.
   *
   * @throws InvalidCertificateException when the serving certificate is not one
   */
  public boolean covers(ServingRequest request) {
    return Pem.subjectAlternativeNames(serving.certificate())
        .containsAll(request.subjectAlternativeNames());
  }
}
