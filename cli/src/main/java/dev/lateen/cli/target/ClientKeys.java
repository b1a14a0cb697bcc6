package dev.lateen.cli.target;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the algorithm of the client key of a kubeconfig: the client library takes every PKCS #8 key
 * for RSA.
 */
final class ClientKeys {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----", Pattern.DOTALL);
  private static final String ELLIPTIC_CURVE = "EC";

  private ClientKeys() {}

  /** Sets the algorithm where the key is one of an elliptic curve. */
  static Config withAlgorithm(Config config) {
    if (pem(config).filter(ClientKeys::isEllipticCurve).isPresent()) {
      config.setClientKeyAlgo(ELLIPTIC_CURVE);
    }
    return config;
  }

  private static Optional<String> pem(Config config) {
    if (config.getClientKeyData() != null) {
      var data = config.getClientKeyData();
      return Optional.of(data.startsWith("-----") ? data : text(data));
    }
    return Optional.ofNullable(config.getClientKeyFile()).map(Path::of).flatMap(ClientKeys::read);
  }

  private static String text(String base64) {
    return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.US_ASCII);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isEllipticCurve(String pem) {
    var key = PKCS8.matcher(pem);
    if (!key.find()) {
      return false;
    }
    try {
      var encoded = Base64.getMimeDecoder().decode(key.group(1).strip());
      KeyFactory.getInstance(ELLIPTIC_CURVE).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return true;
    } catch (GeneralSecurityException otherAlgorithm) {
      return false;
    }
  }
}
