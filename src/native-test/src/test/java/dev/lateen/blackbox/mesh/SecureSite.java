package dev.lateen.blackbox.mesh;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A site outside the mesh that speaks HTTPS only, as {@code localhost}, under its own authority.
 */
public final class SecureSite implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final HttpsServer server;
  private final Path store;
  private final Path certificate;

  private SecureSite(HttpsServer server, Path store, Path certificate) {
    this.server = server;
    this.store = store;
    this.certificate = certificate;
  }

  /**
   * Starts one on a free port of the loopback address.
   *
   * @param text what it answers
   * @param folder for its key and certificate
   */
  public static SecureSite start(String text, Path folder) throws Exception {
    var store = folder.resolve("site.p12");
    keytool(
        store,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost");
    var certificate = folder.resolve("site.pem");
    keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return new SecureSite(server, store, certificate);
  }

  private static SSLContext context(Path store) throws GeneralSecurityException, IOException {
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(Path store, String... command) throws Exception {
    var all = new ArrayList<String>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    all.addAll(List.of(command));
    all.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "site"));
    var process = new ProcessBuilder(all).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + output);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Asks it by HTTPS, through a proxy of the loopback address, trusting it.
   *
   * @return what it answers
   * @throws IOException when there is no way
   */
  public String ask(int proxy) throws Exception {
    var trusted = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    var client =
        HttpClient.newBuilder()
            .sslContext(context)
            .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy)))
            .build();
    try (client) {
      var request = HttpRequest.newBuilder(URI.create("https://localhost:%d/".formatted(port())));
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  /** The file with its authority. */
  public Path certificate() {
    return certificate;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
