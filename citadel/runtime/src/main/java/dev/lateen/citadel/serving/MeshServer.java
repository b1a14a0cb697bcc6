package dev.lateen.citadel.serving;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.IssuingCredentials;
import dev.lateen.citadel.x509.CertificateBuilder;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.Names;
import dev.lateen.citadel.x509.SerialNumbers;
import dev.lateen.citadel.x509.Validity;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * Key and certificates of a server of the control plane, below the root that workloads trust.
 *
 * @param key made for it; left out of {@link #toString()}
 * @param chain its certificate first, the root left out
 */
public record MeshServer(PrivateKey key, List<X509Certificate> chain) {

  /** Keeps the chain as it is. */
  public MeshServer {
    chain = List.copyOf(chain);
  }

  /** Makes both. */
  public static MeshServer below(
      Authority authority, ServingRequest request, Instant now, SecureRandom random) {
    IssuingCredentials issuer = IssuingCredentials.of(authority);
    KeyPair key = KeyType.EC_P256.generate(random);
    X509Certificate certificate =
        new CertificateBuilder(
                issuer.name(),
                Names.of(request.commonName()),
                key.getPublic(),
                Validity.from(now, request.validity()),
                new SerialNumbers(random).next())
            .leaf(KeyPurposeId.id_kp_serverAuth)
            .issuedBy(issuer.certificate())
            .names(false, request.generalNames())
            .sign(issuer.certificate().getPublicKey(), issuer.key(), random);
    return new MeshServer(
        key.getPrivate(),
        Stream.concat(Stream.of(certificate), issuer.upwards().stream()).toList());
  }

  @Override
  public String toString() {
    return "MeshServer[serial=" + chain.getFirst().getSerialNumber().toString(16) + "]";
  }
}
