package dev.lateen.blackbox.routes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that signs itself, and its key, made by the JDK's keytool.
 *
 * @param name common name of its subject
 * @param certificate PEM
 * @param key PKCS #8, PEM
 * @param store the key store it is in
 */
record ServerPair(String name, String certificate, String key, Path store) {
  private static final String PASSWORD = "changeit";

  /**
   * Makes one.
   *
   * @param folder for its key store; none of that name must be there
   */
  static ServerPair make(Path folder, String name) throws IOException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    keytool(store, name);
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    return new ServerPair(
        name,
        pem("CERTIFICATE", keys.getCertificate("pair").getEncoded()),
        pem("PRIVATE KEY", keys.getKey("pair", PASSWORD.toCharArray()).getEncoded()),
        store);
  }

  /** The Secret of type kubernetes.io/tls that holds it. */
  String secret(String secretName) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: %s}
    type: kubernetes.io/tls
    data: {tls.crt: %s, tls.key: %s}
    """
        .formatted(secretName, base64(certificate), base64(key));
  }

  /** The same Secret with something else in it. */
  static String brokenSecret(String secretName) {
    return new ServerPair("broken", "no certificate", "no key", Path.of("")).secret(secretName);
  }

  /** For a server that has it. */
  SSLContext context() throws IOException, GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(managers(), null, null);
    return context;
  }

  /** For a client or server that has it. */
  KeyManager[] managers() throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    return managers.getKeyManagers();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String pem(String type, byte[] bytes) {
    var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, encoder.encodeToString(bytes), type);
  }

  private static void keytool(Path store, String name) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "pair",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=dns:" + name,
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
