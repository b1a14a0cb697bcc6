package dev.lateen.sidecar.dataplane;

import static dev.lateen.sidecar.xds.Protos.any;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.xds.Protos;
import dev.lateen.sidecar.xds.listener.ListenerDecoder;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.access_loggers.file.v3.FileAccessLog;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogIT {
  private static final String TIME = "\\[20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\\] ";

  @TempDir Path folder;

  @Test
  @DisplayName("PO-098 the sidecar writes a line for each request, as Envoy does by default")
  void aLineForEachRequest() throws Exception {
    // Given
    Path file = folder.resolve("access.log");
    try (Backend backend = Backend.saying("hello");
        Proxy proxy = proxy(http(log(FileAccessLog.newBuilder(), file)), backend);
        Client client = proxy.client()) {
      // When
      client.get("/a?b=1", "User-Agent: test", "X-Request-Id: 42", "X-Forwarded-For: 10.1.1.1");
      client.send("POST / HTTP/1.1\r\nHost: other\r\nContent-Length: 3\r\n\r\nabc").read();

      // Then
      List<String> lines = lines(file, 2);
      assertThat(lines.getFirst())
          .matches(
              TIME
                  + "\"GET /a\\?b=1 HTTP/1.1\" 200 - 0 5 \\d+ \\d+ \"10.1.1.1\" \"test\" \"42\""
                  + " \"reviews\" \"127.0.0.1:"
                  + backend.port()
                  + "\"");
      assertThat(lines.get(1)).matches(TIME + "\"POST / HTTP/1.1\" 200 - 3 5 .* \"other\" .*");
    }
  }

  @Test
  @DisplayName("PO-098 a line is JSON where discovery asks for it, and says why a request failed")
  void aLineOfJson() throws Exception {
    // Given
    Path file = folder.resolve("access.json");
    var format = Struct.newBuilder();
    format.putFields("code", Value.newBuilder().setStringValue("%RESPONSE_CODE%").build());
    format.putFields("flags", Value.newBuilder().setStringValue("%RESPONSE_FLAGS%").build());
    format.putFields("agent", Value.newBuilder().setStringValue("%REQ(USER-AGENT)%").build());
    format.putFields("what", Value.newBuilder().setStringValue("to %REQ(:PATH):3%").build());
    format.putFields("user", Value.newBuilder().setStringValue("%REQ(X-USER)%").build());
    var log =
        FileAccessLog.newBuilder()
            .setLogFormat(SubstitutionFormatString.newBuilder().setJsonFormat(format));
    try (Proxy proxy = proxy(http(log(log, file)));
        Client client = proxy.client()) {
      // When
      client.get("/long", "User-Agent: a \"quoted\" one");

      // Then
      assertThat(lines(file, 1).getFirst())
          .isEqualTo(
              "{\"code\":503,\"flags\":\"UH\",\"agent\":\"a \\\"quoted\\\" one\",\"what\":\"to /lo\","
                  + "\"user\":null}");
    }
  }

  @Test
  @DisplayName("PO-098 the sidecar writes a line for each connection of bytes")
  void aLineForEachConnection() throws Exception {
    // Given
    Path file = folder.resolve("tcp.log");
    var tcp =
        TcpProxy.newBuilder()
            .setStatPrefix("a")
            .setCluster("a")
            .addAccessLog(log(FileAccessLog.newBuilder(), file))
            .build();
    try (Backend backend = Backend.scripted((self, in, out) -> in.transferTo(out));
        Proxy proxy = proxy(Filter.newBuilder().setTypedConfig(any(tcp)).build(), backend)) {
      // When
      try (Client client = proxy.client()) {
        client.send("abc");
        assertThat(client.in.readNBytes(3)).isEqualTo("abc".getBytes());
      }

      // Then
      assertThat(lines(file, 1).getFirst())
          .matches(
              TIME
                  + "\"- - -\" 0 - 3 3 \\d+ - \"-\" \"-\" \"-\" \"-\" \"127.0.0.1:"
                  + backend.port()
                  + "\"");
    }
  }

  @Test
  void linesThatCannotBeWrittenAreCounted() throws Exception {
    try (Backend backend = Backend.saying("hello");
        Proxy proxy = proxy(http(log(FileAccessLog.newBuilder(), folder)), backend);
        Client client = proxy.client()) {
      // When
      assertThat(client.get("/").status()).isEqualTo(200);

      // Then
      await().until(() -> proxy.dataPlane.state().logLinesDropped() == 1);
    }
  }

  private static List<String> lines(Path file, int number) throws Exception {
    await().until(() -> Files.exists(file) && Files.readAllLines(file).size() == number);
    return Files.readAllLines(file);
  }

  private static AccessLog log(FileAccessLog.Builder log, Path file) {
    return AccessLog.newBuilder().setTypedConfig(any(log.setPath(file.toString()).build())).build();
  }

  private static Filter http(AccessLog log) {
    var manager =
        HttpConnectionManager.newBuilder()
            .setStatPrefix("http")
            .setRouteConfig(Protos.routes("http", "a"))
            .addAccessLog(log)
            .build();
    return Filter.newBuilder().setTypedConfig(any(manager)).build();
  }

  private static Proxy proxy(Filter filter, Backend... backends) throws Exception {
    Proxy proxy = new Proxy();
    var listener =
        ListenerDecoder.decode(Protos.listener("http", 0, filter)).resolve(RouteTable::empty);
    Cluster cluster = Proxy.cluster("a", backends);
    proxy.apply(ProxyModel.of("1", List.of(listener), List.of(cluster)));
    return proxy;
  }
}
