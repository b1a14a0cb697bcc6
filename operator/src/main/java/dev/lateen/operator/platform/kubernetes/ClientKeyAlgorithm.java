package dev.lateen.operator.platform.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.quarkus.kubernetes.client.KubernetesConfigCustomizer;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says which algorithm the client key of a kubeconfig is of. The client library takes every PKCS #8
 * key for RSA, and so cannot read a kubeconfig whose keys are EC, as some clusters hand out.
 *
 * <p>The operator SDK makes a client of its own from the default configuration when it starts,
 * which only listens to a system property.
 */
@Singleton
public class ClientKeyAlgorithm implements KubernetesConfigCustomizer {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  @Override
  public void customize(Config config) {
    Optional.ofNullable(config.getClientKeyData())
        .flatMap(ClientKeyAlgorithm::of)
        .ifPresent(
            algorithm -> {
              config.setClientKeyAlgo(algorithm);
              System.setProperty(Config.KUBERNETES_CLIENT_KEY_ALGO_SYSTEM_PROPERTY, algorithm);
            });
  }

  /** The algorithm of a PKCS #8 key in PEM that may be wrapped in base64; empty for other texts. */
  static Optional<String> of(String keyData) {
    var pem = PKCS8.matcher(unwrapped(keyData));
    if (!pem.find()) {
      return Optional.empty();
    }
    byte[] key = Base64.getMimeDecoder().decode(pem.group(1).strip());
    return Stream.of("EC", "RSA", "Ed25519").filter(name -> canRead(name, key)).findFirst();
  }

  private static String unwrapped(String keyData) {
    return keyData.startsWith("-----")
        ? keyData
        : new String(Base64.getMimeDecoder().decode(keyData), StandardCharsets.US_ASCII);
  }

  private static boolean canRead(String algorithm, byte[] key) {
    try {
      KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
