package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.SubjectNameMatch;
import dev.lateen.sidecar.model.TlsTrust;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
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

  /**
   * A manager.
   *
   * @param trust not {@link TlsTrust.Anyone}
   * @param names one of these must be met; empty for no condition
   */
  PeerTrustManager(TlsTrust trust, List<SubjectNameMatch> names) {
    this.names = names;
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities(trust));
      this.chains = (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the authorities cannot be used: " + e.getMessage(), e);
    }
  }

  /** Null is the key store of the platform. */
  private static KeyStore authorities(TlsTrust trust) throws GeneralSecurityException {
    if (!(trust instanceof TlsTrust.Authorities(String pem))) {
      return null;
    }
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

  private void checkNames(X509Certificate[] chain) throws CertificateException {
    if (!names.isEmpty() && !SubjectNames.meet(chain[0], names)) {
      throw new CertificateException(
          "no subject alternative name of "
              + chain[0].getSubjectX500Principal()
              + " is one that is wanted");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authentication)
      throws CertificateException {
    chains.checkClientTrusted(chain, authentication);
    checkNames(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authentication)
      throws CertificateException {
    chains.checkServerTrusted(chain, authentication);
    checkNames(chain);
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
    return chains.getAcceptedIssuers();
  }
}
