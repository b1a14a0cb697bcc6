package dev.lateen.operator.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKeyAlgorithmTest {

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void algorithmOfAKeyIsFoundWrappedOrNot(String algorithm) throws NoSuchAlgorithmException {
    // Given
    byte[] key =
        KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(key));

    // Then
    assertThat(ClientKeyAlgorithm.of(pem)).contains(algorithm);
    assertThat(
            ClientKeyAlgorithm.of(
                Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII))))
        .contains(algorithm);
  }

  @Test
  void keyOfAnotherFormatIsLeftToTheClient() {
    assertThat(
            ClientKeyAlgorithm.of(
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n"))
        .isEmpty();
  }
}
