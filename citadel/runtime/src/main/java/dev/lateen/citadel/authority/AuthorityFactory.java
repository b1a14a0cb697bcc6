package dev.lateen.citadel.authority;

import dev.lateen.citadel.jwt.JwtKey;
import dev.lateen.citadel.x509.CertificateBuilder;
import dev.lateen.citadel.x509.KeyPairPem;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.Names;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.citadel.x509.SerialNumbers;
import dev.lateen.citadel.x509.Validity;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * Makes self-signed roots, each with one issuing authority below it. Safe for use by many threads.
 */
public final class AuthorityFactory {
  /** How long a root is trusted, if nobody rotates it. */
  public static final Duration ROOT_LIFE = Duration.ofDays(3_650);

  private final InstantSource clock;
  private final SecureRandom random;
  private final SerialNumbers serials;

  /** On a clock and a source of randomness. */
  public AuthorityFactory(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
    this.serials = new SerialNumbers(random);
  }

  /**
   * Makes both keys and certificates. The root's key is forgotten when this returns.
   *
   * @throws dev.lateen.citadel.x509.IssuingException when the JVM lacks an algorithm
   */
  public Authority create(int generation, String trustDomain, KeyType type) {
    Validity validity = Validity.from(clock.instant(), ROOT_LIFE);
    KeyPair rootKey = type.generate(random);
    X500Name rootName = Names.of(trustDomain + " root " + generation);
    X509Certificate root =
        new CertificateBuilder(rootName, rootName, rootKey.getPublic(), validity, serials.next())
            .authority(1)
            .sign(rootKey.getPublic(), rootKey.getPrivate(), random);
    KeyPair issuingKey = type.generate(random);
    X509Certificate issuing =
        new CertificateBuilder(
                rootName,
                Names.of(trustDomain + " issuing " + generation),
                issuingKey.getPublic(),
                validity,
                serials.next())
            .authority(0)
            .issuedBy(root)
            .sign(rootKey.getPublic(), rootKey.getPrivate(), random);
    String issuingPem = Pem.encode(issuing);
    return new Authority(
        generation,
        Pem.encode(root),
        new KeyPairPem(Pem.encode(issuingKey.getPrivate()), issuingPem),
        issuingPem,
        Optional.of(jwtKey()));
  }

  /**
   * Makes a key for tokens.
   *
   * @throws dev.lateen.citadel.x509.IssuingException when the JVM lacks an algorithm
   */
  JwtKey jwtKey() {
    return JwtKey.create(random);
  }
}
