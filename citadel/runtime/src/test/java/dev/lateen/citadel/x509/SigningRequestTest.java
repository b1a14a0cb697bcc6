package dev.lateen.citadel.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

class SigningRequestTest {
  private static final String ALGORITHM = "SHA256withECDSA";

  private final KeyPair key = KeyType.EC_P256.generate(new SecureRandom());

  private static byte[] request(PublicKey subject, PrivateKey signer, String algorithm)
      throws Exception {
    return new JcaPKCS10CertificationRequestBuilder(Names.of("anything"), subject)
        .build(new JcaContentSignerBuilder(algorithm).build(signer))
        .getEncoded();
  }

  private static String pem(byte[] der) {
    return Pem.encode("CERTIFICATE REQUEST", der);
  }

  @Test
  void keyIsTaken() throws Exception {
    // When
    SigningRequest request =
        SigningRequest.parse(pem(request(key.getPublic(), key.getPrivate(), ALGORITHM)));

    // Then
    assertThat(request.key()).isEqualTo(key.getPublic());
  }

  @Test
  void keyOfSomebodyElseIsRefused() throws Exception {
    // Given
    KeyPair other = KeyType.EC_P256.generate(new SecureRandom());
    String stolen = pem(request(other.getPublic(), key.getPrivate(), ALGORITHM));

    // When, then
    assertThatThrownBy(() -> SigningRequest.parse(stolen))
        .isInstanceOf(InvalidSigningRequestException.class)
        .hasMessageContaining("not made by its key");
  }

  @Test
  void weakKeyIsRefused() throws Exception {
    // Given
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1_024);
    KeyPair weak = generator.generateKeyPair();
    String request = pem(request(weak.getPublic(), weak.getPrivate(), "SHA256withRSA"));

    // When, then
    assertThatThrownBy(() -> SigningRequest.parse(request))
        .isInstanceOf(InvalidSigningRequestException.class)
        .hasMessageContaining("too weak");
  }

  @Test
  void whatIsNoRequestIsRefusedWithoutSayingWhatItWas() {
    // Given
    String nonsense = pem(Base64.getDecoder().decode("c2VjcmV0"));

    // When, then
    assertThatThrownBy(() -> SigningRequest.parse(nonsense))
        .isInstanceOf(InvalidSigningRequestException.class)
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> SigningRequest.parse(""))
        .isInstanceOf(InvalidSigningRequestException.class)
        .hasMessageContaining("PKCS #10");
  }
}
