package dev.lateen.citadel.authority;

import dev.lateen.citadel.x509.InvalidCertificateException;
import dev.lateen.citadel.x509.InvalidKeyPemException;
import dev.lateen.citadel.x509.KeyPairPem;
import dev.lateen.citadel.x509.KeyProof;
import dev.lateen.citadel.x509.Pem;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * An authority that the user brings, by the names of Istio's secret {@code cacerts} (AU-022).
 *
 * @param certificate {@code ca-cert.pem}: certificate of the issuing authority
 * @param key {@code ca-key.pem}: its key, PKCS #8, unencrypted; left out of {@link #toString()}
 * @param root {@code root-cert.pem}: what workloads trust
 * @param chain {@code cert-chain.pem}: from the issuing authority up to the root, which may be left
 *     out
 */
public record PluggedInAuthority(String certificate, String key, String root, String chain) {

  /**
   * Checks that the parts belong together and can be used now.
   *
   * @throws InvalidAuthorityException naming the part, what is wrong and the fix
   */
  public Authority authority(int generation, Instant now) {
    X509Certificate issuing = read("ca-cert.pem", certificate).getFirst();
    X509Certificate trusted = read("root-cert.pem", root).getFirst();
    PrivateKey signing = readKey(issuing);
    if (issuing.getBasicConstraints() < 0) {
      throw new InvalidAuthorityException(
          "ca-cert.pem", "it is not one of an authority; issue it with basicConstraints CA:TRUE");
    }
    if (!KeyProof.belongTogether(signing, issuing.getPublicKey())) {
      throw new InvalidAuthorityException(
          "ca-key.pem",
          "it is not the key of ca-cert.pem; give the key the certificate was made for");
    }
    List<X509Certificate> path = path(issuing, trusted);
    checkPath(path, now);
    return new Authority(
        generation,
        Pem.encode(trusted),
        new KeyPairPem(Pem.encode(signing), Pem.encode(issuing)),
        String.join("", path.subList(0, path.size() - 1).stream().map(Pem::encode).toList()),
        Optional.empty());
  }

  @Override
  public String toString() {
    return "PluggedInAuthority[key=hidden]";
  }

  /** From the issuing certificate to the root, both included; one where they are the same. */
  private List<X509Certificate> path(X509Certificate issuing, X509Certificate trusted) {
    List<X509Certificate> path = new ArrayList<>(List.of(issuing));
    if (!chain.isBlank()) {
      read("cert-chain.pem", chain).stream()
          .filter(link -> !path.contains(link) && !link.equals(trusted))
          .forEach(path::add);
    }
    if (!path.contains(trusted)) {
      path.add(trusted);
    }
    return path;
  }

  private static void checkPath(List<X509Certificate> path, Instant now) {
    for (int i = 0; i < path.size(); i++) {
      X509Certificate issuer = path.get(Math.min(i + 1, path.size() - 1));
      try {
        path.get(i).verify(issuer.getPublicKey());
        path.get(i).checkValidity(Date.from(now));
      } catch (GeneralSecurityException e) {
        throw new InvalidAuthorityException(
            "cert-chain.pem",
            "%s is not valid now or not signed by %s (%s); give the certificates from ca-cert.pem up to root-cert.pem in order"
                .formatted(
                    path.get(i).getSubjectX500Principal(),
                    issuer.getSubjectX500Principal(),
                    e.getMessage()));
      }
    }
  }

  private PrivateKey readKey(X509Certificate issuing) {
    try {
      return Pem.privateKey(key, issuing.getPublicKey().getAlgorithm());
    } catch (InvalidKeyPemException e) {
      throw new InvalidAuthorityException(
          "ca-key.pem", e.getMessage() + "; convert it with openssl pkcs8 -topk8 -nocrypt");
    }
  }

  private static List<X509Certificate> read(String part, String pem) {
    try {
      return Pem.certificates(pem);
    } catch (InvalidCertificateException e) {
      throw new InvalidAuthorityException(part, e.getMessage() + "; give a certificate in PEM");
    }
  }
}
