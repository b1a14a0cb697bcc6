package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.SubjectNameMatch;
import dev.lateen.sidecar.stats.TlsFailure;
import dev.lateen.sidecar.x509.Pem;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Believes certificates of given authorities that are for whom they must be. Names are checked here
 * and not by the engine, because a peer of a mesh is known by a URI, which no engine checks.
 */
final class PeerTrustManager extends X509ExtendedTrustManager {
  private final X509TrustManager chains;
  private final List<SubjectNameMatch> names;
  private final Revocations revocations;
  private final boolean hints;

  /**
   * A manager.
   *
   * @param authorities PEM; empty for those the platform trusts
   * @param names one of these must be met; empty for no condition
   * @param revocations who is believed no more
   * @param hints whether clients are told whom is trusted, so that one with several certificates
   *     can choose; without, one that has the wrong certificate shows it and is told so
   */
  PeerTrustManager(
      Optional<String> authorities,
      List<SubjectNameMatch> names,
      Revocations revocations,
      boolean hints) {
    this.hints = hints;
    this.names = names;
    this.revocations = revocations;
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities.isPresent() ? store(authorities.get()) : null);
      this.chains = (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the authorities cannot be used: " + e.getMessage(), e);
    }
  }

  private static KeyStore store(String pem) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      List<X509Certificate> certificates = Pem.certificates(pem);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("authority-" + i, certificates.get(i));
      }
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("an empty key store reads nothing", e);
    }
  }

  private interface ChainCheck {
    void check() throws CertificateException;
  }

  private void check(X509Certificate[] chain, ChainCheck trusted) throws CertificateException {
    try {
      trusted.check();
    } catch (CertificateException e) {
      throw new PeerRefusedException(
          areValid(chain) ? TlsFailure.UNTRUSTED_AUTHORITY : TlsFailure.EXPIRED, e);
    }
    if (revocations.include(chain)) {
      throw new PeerRefusedException(
          TlsFailure.REVOKED, chain[0].getSubjectX500Principal() + " is revoked");
    }
    checkNames(chain);
  }

  private static boolean areValid(X509Certificate[] chain) {
    try {
      for (X509Certificate certificate : chain) {
        certificate.checkValidity();
      }
      return true;
    } catch (CertificateException outOfDate) {
      return false;
    }
  }

  private void checkNames(X509Certificate[] chain) throws CertificateException {
    if (!names.isEmpty() && !SubjectNames.meet(chain[0], names)) {
      throw new PeerRefusedException(
          TlsFailure.WRONG_IDENTITY,
          "no subject alternative name of "
              + chain[0].getSubjectX500Principal()
              + " is one that is wanted");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authentication)
      throws CertificateException {
    check(chain, () -> chains.checkClientTrusted(chain, authentication));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authentication)
      throws CertificateException {
    check(chain, () -> chains.checkServerTrusted(chain, authentication));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authentication, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authentication);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authentication, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authentication);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authentication, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authentication);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authentication, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authentication);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return hints ? chains.getAcceptedIssuers() : new X509Certificate[0];
  }
}
