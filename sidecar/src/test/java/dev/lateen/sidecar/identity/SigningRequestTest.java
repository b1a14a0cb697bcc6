package dev.lateen.sidecar.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.Test;

class SigningRequestTest {

  @Test
  void requestIsReadByOthersAndProvesTheKey() throws Exception {
    // Given
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair key = generator.generateKeyPair();

    // When
    String pem = SigningRequest.encode(key);

    // Then
    var read =
        new JcaPKCS10CertificationRequest(
            (PKCS10CertificationRequest) new PEMParser(new StringReader(pem)).readObject());
    assertThat(read.getPublicKey()).isEqualTo(key.getPublic());
    assertThat(
            read.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key.getPublic())))
        .isTrue();
    assertThat(read.getSubject().getRDNs()).isEmpty();
    assertThat(read.getAttributes()).isEmpty();
  }
}
