package dev.lateen.blackbox.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Keys and certificates as a stranger could have them who got hold of the authority's key, made by
 * the JDK's keytool.
 *
 * @param folder for key stores
 */
record Credentials(Path folder) {
  private static final String PASSWORD = "changeit";
  private static final Pattern ISSUING =
      Pattern.compile("\"current\":\\{.*?\"privateKey\":\"([^\"]*)\",\"certificate\":\"([^\"]*)\"");

  /** Shows no certificate. */
  static SSLContext none() throws GeneralSecurityException {
    return context(new KeyManager[0]);
  }

  /** Shows one that an authority of the stranger's own issued. */
  SSLContext ofAnotherAuthority(String identity) throws Exception {
    var store = folder.resolve("another.p12");
    generate(store, "leaf", identity);
    return context(store);
  }

  /**
   * Shows one that an authority of the mesh issued.
   *
   * @param authority the file in which the operator keeps it
   * @param start when it begins to hold for a day, as keytool takes it, such as {@code -2d}
   */
  SSLContext ofTheMesh(Path authority, String identity, String start) throws Exception {
    var store = folder.resolve("mesh" + start + ".p12");
    generate(store, "leaf", identity);
    importIssuing(authority, store);
    var request = folder.resolve("request.pem").toString();
    var issued = folder.resolve("issued.pem").toString();
    keytool(store, "-certreq", "-alias", "leaf", "-file", request);
    keytool(
        store,
        "-gencert",
        "-alias",
        "issuing",
        "-infile",
        request,
        "-outfile",
        issued,
        "-rfc",
        "-startdate",
        start,
        "-validity",
        "1",
        "-ext",
        "san=uri:" + identity);
    keytool(store, "-importcert", "-noprompt", "-alias", "leaf", "-file", issued);
    keytool(store, "-delete", "-alias", "issuing");
    return context(store);
  }

  private static void generate(Path store, String alias, String identity) throws Exception {
    keytool(
        store,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-alias",
        alias,
        "-dname",
        "CN=stranger",
        "-ext",
        "san=uri:" + identity);
  }

  private static void importIssuing(Path authority, Path file) throws Exception {
    var found = ISSUING.matcher(Files.readString(authority));
    if (!found.find()) {
      throw new IOException(authority + " shows no issuing authority");
    }
    var certificate = certificate(found.group(2).replace("\\n", "\n"));
    var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    store.setKeyEntry(
        "issuing",
        key(found.group(1).replace("\\n", "")),
        PASSWORD.toCharArray(),
        new Certificate[] {certificate});
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private static Certificate certificate(String pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    var encoded = pem.replaceAll("-----[A-Z ]*-----", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
  }

  private static SSLContext context(Path file) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    return context(managers.getKeyManagers());
  }

  private static SSLContext context(KeyManager[] own) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(own, new TrustManager[] {new Anybody()}, null);
    return context;
  }

  private static void keytool(Path store, String... command) throws Exception {
    var all = new ArrayList<String>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    all.addAll(List.of(command));
    all.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    var process = new ProcessBuilder(all).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + output);
    }
  }

  /** A stranger does not care who answers. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new java.security.cert.X509Certificate[0];
    }
  }
}
