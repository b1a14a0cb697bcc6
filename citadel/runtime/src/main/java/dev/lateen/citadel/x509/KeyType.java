package dev.lateen.citadel.x509;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of key an authority may have. */
public enum KeyType {
  /** NIST P-256, the default. */
  EC_P256("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
  /** NIST P-384. */
  EC_P384("EC", new ECGenParameterSpec("secp384r1"), "SHA384withECDSA"),
  /** RSA of 3072 bits, for those who must. */
  RSA_3072("RSA", new RSAKeyGenParameterSpec(3_072, RSAKeyGenParameterSpec.F4), "SHA256withRSA");

  private static final int WEAKEST_RSA = 2_048;
  private static final int WEAKEST_EC = 256;
  private static final int P384 = 384;

  private final String algorithm;
  private final AlgorithmParameterSpec parameters;
  private final String signature;

  KeyType(String algorithm, AlgorithmParameterSpec parameters, String signature) {
    this.algorithm = algorithm;
    this.parameters = parameters;
    this.signature = signature;
  }

  /**
   * Makes a key pair.
   *
   * @throws IssuingException when the JVM cannot
   */
  public KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IssuingException(e);
    }
  }

  /** The name, for the JCA, of the signature that a key of this strength makes. */
  static String signatureOf(PublicKey key) {
    return switch (key) {
      case ECPublicKey ec when bits(ec) >= P384 -> EC_P384.signature;
      case ECPublicKey _ -> EC_P256.signature;
      default -> RSA_3072.signature;
    };
  }

  /** Whether a key is as strong as a leaf's must be: P-256 or larger, RSA of 2048 bits or more. */
  static boolean strongEnough(PublicKey key) {
    return switch (key) {
      case ECPublicKey ec -> bits(ec) >= WEAKEST_EC;
      case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= WEAKEST_RSA;
      default -> false;
    };
  }

  private static int bits(ECPublicKey key) {
    return key.getParams().getOrder().bitLength();
  }
}
