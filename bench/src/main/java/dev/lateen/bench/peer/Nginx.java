package dev.lateen.bench.peer;

import dev.lateen.bench.discovery.Certificates;
import dev.lateen.bench.scenario.Protocol;
import dev.lateen.bench.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** nginx with one worker, as plain as HAProxy. Towards an HTTP/2 server it is a gRPC proxy. */
public record Nginx() implements Peer {
  private static final Path STREAM = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");
  private static final String FRAME =
      """
      %s
      daemon off;
      worker_processes 1;
      pid %s.pid;
      error_log stderr error;
      events { worker_connections 8192; }
      %s
      """;
  private static final String TCP =
      """
      stream {
        server { listen 127.0.0.1:%d; proxy_pass 127.0.0.1:%d; tcp_nodelay on; }
      }
      """;
  private static final String HTTP =
      """
      http {
        access_log %s;
        keepalive_requests 1000000000;
        keepalive_timeout 1h;
        server_names_hash_max_size 8192;
        server_names_hash_bucket_size 128;
        client_body_temp_path bodies;
        proxy_temp_path proxy;
        proxy_max_temp_file_size 0;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        upstream next { server 127.0.0.1:%d; keepalive 256; keepalive_requests 1000000000; }
      %s
      }
      """;
  private static final String SERVER =
      """
        server {
          listen 127.0.0.1:%d%s;
          server_name %s;
      %s
          location / {
      %s
          }
        }
      """;

  /** Whether its module for TCP is installed. */
  static boolean hasStreams() {
    return Files.exists(STREAM);
  }

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public Optional<String> unable(Scenario scenario) {
    if (scenario.protocol() == Protocol.TCP && !hasStreams()) {
      return Optional.of("its stream module is not installed");
    }
    return Tools.missing("nginx");
  }

  @Override
  public int warmUp() {
    return 10_000;
  }

  @Override
  public Deployment start(Stage stage, Scenario scenario) {
    return Hop.deploy(
        stage,
        scenario,
        name(),
        (hop, name) -> {
          Path file = stage.write(name + ".conf", configuration(stage, scenario, hop, name));
          return Hop.Launch.of("nginx", "-p", stage.folder().toString(), "-c", file.toString());
        });
  }

  private static String configuration(Stage stage, Scenario scenario, Hop hop, String name) {
    if (scenario.protocol() == Protocol.TCP) {
      return FRAME.formatted(
          "load_module " + STREAM + ";", name, TCP.formatted(hop.listen(), hop.next()));
    }
    boolean log = scenario.accessLog() && hop.role().equals("outbound");
    var servers = new StringBuilder();
    for (int service = 0; service < scenario.services(); service++) {
      String names = scenario.services() == 1 ? "_" : Scenario.hostname(service);
      servers.append(
          SERVER.formatted(
              hop.listen(),
              (scenario.protocol() == Protocol.HTTP2 ? " http2" : "")
                  + (hop.tlsFromCaller() ? " ssl" : ""),
              names,
              hop.tlsFromCaller() ? server(stage) : "",
              location(stage, scenario, hop)));
    }
    String target =
        log
            ? stage.folder().resolve(name + "-access.log") + " combined buffer=64k flush=1s"
            : "off";
    return FRAME.formatted("", name, HTTP.formatted(target, hop.next(), servers));
  }

  private static String location(Stage stage, Scenario scenario, Hop hop) {
    if (scenario.protocol() == Protocol.HTTP2) {
      return "grpc_pass grpc://next;";
    }
    return """
        proxy_pass %s://next;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        %s
        """
        .formatted(hop.tlsToNext() ? "https" : "http", hop.tlsToNext() ? client(stage) : "");
  }

  private static String server(Stage stage) {
    return """
        ssl_certificate %1$s;
        ssl_certificate_key %1$s;
        ssl_client_certificate %2$s;
        ssl_verify_client on;
        ssl_protocols TLSv1.3;
        ssl_ecdh_curve prime256v1;
        ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;
        """
        .formatted(stage.identityFile(), stage.authorityFile());
  }

  private static String client(Stage stage) {
    return """
        proxy_ssl_certificate %1$s;
        proxy_ssl_certificate_key %1$s;
        proxy_ssl_trusted_certificate %2$s;
        proxy_ssl_verify on;
        proxy_ssl_name %3$s;
        proxy_ssl_protocols TLSv1.3;
        """
        .formatted(stage.identityFile(), stage.authorityFile(), Certificates.NAME);
  }
}
