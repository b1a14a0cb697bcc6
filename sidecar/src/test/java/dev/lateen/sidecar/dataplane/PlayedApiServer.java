package dev.lateen.sidecar.dataplane;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.lateen.sidecar.cni.api.Kubeconfig;
import dev.lateen.sidecar.tls.TestCertificates;
import jakarta.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An API server that knows the annotations of some pods, and tells whoever has the token. */
final class PlayedApiServer implements AutoCloseable {
  private static final String TOKEN = "the-token-of-the-installer";
  private static final char[] PASSWORD = "secret".toCharArray();

  private final TestCertificates.Authority authority = TestCertificates.authority("kubernetes");
  private final Map<String, Map<String, String>> pods = new ConcurrentHashMap<>();
  private final HttpsServer server;

  PlayedApiServer() throws IOException, GeneralSecurityException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls()));
    server.createContext("/api/v1/namespaces/", this::answer);
    server.start();
  }

  private SSLContext tls() throws IOException, GeneralSecurityException {
    TestCertificates.Issued own = authority.forHost("localhost");
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry(
        "own", own.keys().getPrivate(), PASSWORD, new Certificate[] {own.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** A pod of the namespace {@code default} with these annotations. */
  void knows(String pod, Map<String, String> annotations) {
    pods.put("/api/v1/namespaces/default/pods/" + pod, annotations);
  }

  Kubeconfig kubeconfig() {
    return new Kubeconfig(
        URI.create("https://localhost:" + server.getAddress().getPort()), authority.pem(), TOKEN);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> annotations = pods.get(exchange.getRequestURI().getPath());
    boolean known =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] body =
        annotations == null
            ? new byte[0]
            : Json.createObjectBuilder()
                .add(
                    "metadata",
                    Json.createObjectBuilder()
                        .add("annotations", Json.createObjectBuilder(Map.copyOf(annotations))))
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(
          !known ? 401 : annotations == null ? 404 : 200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
