package dev.lateen.sidecar.cni.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.lateen.sidecar.tls.TestCertificates;
import jakarta.json.Json;
import jakarta.json.JsonObject;
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

/** An API server that knows the metadata of some objects, and tells whoever has the token. */
public final class PlayedApiServer implements AutoCloseable {
  private static final String TOKEN = "the-token-of-the-installer";
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final char[] PASSWORD = "secret".toCharArray();

  private final TestCertificates.Authority authority = TestCertificates.authority("kubernetes");
  private final Map<String, String> objects = new ConcurrentHashMap<>();
  private final HttpsServer server;

  /** Listens on loopback from now on. */
  public PlayedApiServer() throws IOException, GeneralSecurityException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls()));
    server.createContext("/", this::answer);
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

  /** An object of this metadata is there. */
  public void knows(String path, JsonObject metadata) {
    objects.put(path, Json.createObjectBuilder().add("metadata", metadata).build().toString());
  }

  /** A pod of the namespace {@code default} with these annotations is there. */
  public void knowsPod(String name, Map<String, String> annotations) {
    knows(
        "/api/v1/namespaces/default/pods/" + name,
        Json.createObjectBuilder()
            .add("annotations", Json.createObjectBuilder(Map.copyOf(annotations)))
            .build());
  }

  /** How it is asked. */
  public Kubeconfig kubeconfig() {
    return new Kubeconfig(
        URI.create("https://localhost:" + server.getAddress().getPort()), authority.pem(), TOKEN);
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean trusted =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    String object = objects.get(exchange.getRequestURI().getPath());
    byte[] body = trusted && object != null ? object.getBytes(StandardCharsets.UTF_8) : new byte[0];
    try (exchange) {
      exchange.sendResponseHeaders(
          !trusted ? UNAUTHORIZED : object == null ? NOT_FOUND : OK,
          body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
