package dev.lateen.bench.peer;

import dev.lateen.bench.scenario.Protocol;
import dev.lateen.bench.scenario.Scenario;
import java.nio.file.Path;
import java.util.Optional;

/**
 * HAProxy with one thread: no request ids, no statistics pages, nothing that a mesh would add, so
 * that ratios to it are to the plainest proxy there is. Connections to the next hop are shared.
 */
public record Haproxy() implements Peer {
  private static final String CONFIGURATION =
      """
      global
        nbthread 1
        maxconn 4096
        ssl-default-bind-ciphersuites TLS_AES_128_GCM_SHA256
        ssl-default-server-ciphersuites TLS_AES_128_GCM_SHA256
      %s
      defaults
        mode %s
        timeout connect 1s
        timeout client 1h
        timeout server 1h
        http-reuse always
        %s
      frontend entry
        bind 127.0.0.1:%d%s%s
        %s
      """;
  private static final String NEXT =
      """
      backend %s
        server next 127.0.0.1:%d%s%s
      """;

  @Override
  public String name() {
    return "haproxy";
  }

  @Override
  public Optional<String> unable(Scenario scenario) {
    return Tools.missing("haproxy");
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
          Path file = stage.write(name + ".cfg", configuration(stage, scenario, hop));
          return Hop.Launch.of("haproxy", "-db", "-f", file.toString());
        });
  }

  private static String configuration(Stage stage, Scenario scenario, Hop hop) {
    boolean routed = scenario.services() > 1;
    boolean log = scenario.accessLog() && hop.role().equals("outbound");
    String proto = scenario.protocol() == Protocol.HTTP2 ? " proto h2" : "";
    var text =
        new StringBuilder(
            CONFIGURATION.formatted(
                log ? "  log stdout format raw local0" : "",
                scenario.protocol() == Protocol.TCP ? "tcp" : "http",
                log ? "log global\n  option httplog" : "",
                hop.listen(),
                proto,
                hop.tlsFromCaller() ? tls(stage) + " curves P-256" : "",
                routed
                    ? "use_backend %[req.hdr(host),lower,map(" + map(stage, scenario) + ")]"
                    : "default_backend next"));
    String tls = hop.tlsToNext() ? tls(stage) : "";
    if (routed) {
      for (int service = 0; service < scenario.services(); service++) {
        text.append(NEXT.formatted("service-" + service, hop.next(), proto, tls));
      }
    } else {
      text.append(NEXT.formatted("next", hop.next(), proto, tls));
    }
    return text.toString();
  }

  private static String tls(Stage stage) {
    return " ssl crt "
        + stage.identityFile()
        + " ca-file "
        + stage.authorityFile()
        + " verify required ssl-min-ver TLSv1.3";
  }

  private static Path map(Stage stage, Scenario scenario) {
    var text = new StringBuilder();
    for (int service = 0; service < scenario.services(); service++) {
      text.append(Scenario.hostname(service))
          .append(':')
          .append(scenario.port())
          .append(" service-")
          .append(service)
          .append('\n');
    }
    return stage.write("haproxy-" + scenario.name() + ".map", text.toString());
  }
}
