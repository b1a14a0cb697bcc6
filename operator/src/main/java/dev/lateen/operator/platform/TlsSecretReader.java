package dev.lateen.operator.platform;

import dev.lateen.operator.gateway.api.TlsSecret;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Reads Secrets of type {@code kubernetes.io/tls}; others are left out. Pure. */
public final class TlsSecretReader {
  /** The type of Secrets with a certificate and its key. */
  public static final String TYPE = "kubernetes.io/tls";

  private TlsSecretReader() {}

  /** What they hold, by namespace and name, {@code namespace/name}. */
  public static Map<String, TlsSecret> read(Collection<Secret> secrets) {
    Map<String, TlsSecret> byName = new HashMap<>();
    for (Secret secret : secrets) {
      if (TYPE.equals(secret.getType())) {
        byName.put(
            secret.getMetadata().getNamespace() + "/" + secret.getMetadata().getName(),
            new TlsSecret(text(secret, "tls.crt"), text(secret, "tls.key")));
      }
    }
    return byName;
  }

  /** What is said as text comes before what is encoded, as the API server has it. */
  private static String text(Secret secret, String key) {
    var texts = Objects.requireNonNullElse(secret.getStringData(), Map.<String, String>of());
    if (texts.containsKey(key)) {
      return texts.get(key);
    }
    String data = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of()).get(key);
    try {
      return data == null
          ? ""
          : new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
