package dev.lateen.cli;

import dev.lateen.crds.Formats;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lateen envoy-bootstrap}: lets a stock Envoy join the mesh as a sidecar or gateway. */
@Command(
    name = "envoy-bootstrap",
    description = "Prints the bootstrap with which a stock Envoy joins the mesh.",
    sortOptions = false)
final class EnvoyBootstrapCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  private final Lateen lateen;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Name of its Workload or Pod.")
  private String name = "";

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "sidecar, ingress or egress. Default sidecar.")
  private NodeType type = NodeType.SIDECAR;

  @Option(
      names = "--address",
      paramLabel = "IP",
      description = "Its own address. Default 127.0.0.1.")
  private String address = "127.0.0.1";

  @Option(
      names = "--discovery",
      paramLabel = "HOST:PORT",
      converter = HostPort.Converter.class,
      description = "Where the operator streams configuration. Default 127.0.0.1:15010.")
  private HostPort discovery = new HostPort("127.0.0.1", 15010);

  @Option(
      names = "--identity",
      paramLabel = "FOLDER",
      description =
          "Speak to the operator by TLS (port 15012), with cert-chain.pem, key.pem and"
              + " root-cert.pem of this folder, as a Secret lateen.<account> has them. Default: in"
              + " plaintext.")
  private Optional<Path> identity = Optional.empty();

  @Option(
      names = "--capture",
      paramLabel = "MODE",
      description = "EXPLICIT or ORIGINAL_DESTINATION. Default EXPLICIT.")
  private Capture capture = Capture.EXPLICIT;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description = "Its admin port, on loopback. Default 15000.")
  private int adminPort = 15000;

  EnvoyBootstrapCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    var namespace = lateen.namespace().orElse("default");
    require(name.matches(Formats.DNS_NAME), "--name", name, "write the name of a Workload or Pod");
    require(
        namespace.matches(Formats.DNS_LABEL), "--namespace", namespace, "write a namespace's name");
    require(address.matches(Formats.IPV4_ADDRESS), "--address", address, "write an IPv4 address");
    require(
        adminPort >= 1 && adminPort <= MAX_PORT,
        "--admin-port",
        Integer.toString(adminPort),
        "write a port of 1 to " + MAX_PORT);
    lateen
        .session()
        .out()
        .print(
            fill(
                "envoy-bootstrap.yaml",
                Map.of(
                    "type", type.name().toLowerCase(Locale.ROOT),
                    "name", name,
                    "namespace", namespace,
                    "address", address,
                    "capture", capture.name(),
                    "adminPort", Integer.toString(adminPort),
                    "transportSocket", identity.map(this::tls).orElse(""),
                    "discoveryType", discovery.isAddress() ? "STATIC" : "STRICT_DNS",
                    "discoveryHost", discovery.host(),
                    "discoveryPort", Integer.toString(discovery.port()))));
    return 0;
  }

  private void require(boolean fits, String option, String value, String fix) {
    if (!fits) {
      throw new CommandLine.ParameterException(
          lateen.parser().getSubcommands().get("envoy-bootstrap"),
          option + ": \"" + value + "\": " + fix);
    }
  }

  /** Others of the mesh have certificates of the same authority: the name tells the operator. */
  private String tls(Path folder) {
    return fill(
        "envoy-bootstrap-tls.yaml",
        Map.of(
            "folder", folder.toAbsolutePath().toString(),
            "nameType", discovery.isAddress() ? "IP_ADDRESS" : "DNS",
            "discoveryHost", discovery.host()));
  }

  private static String fill(String template, Map<String, String> values) {
    return Pattern.compile("\\$\\{(\\w+)}")
        .matcher(Resources.text(template))
        .replaceAll(match -> Matcher.quoteReplacement(values.get(match.group(1))));
  }

  /** What the proxy is. */
  enum NodeType {
    SIDECAR,
    INGRESS,
    EGRESS
  }

  /** How connections reach it. */
  enum Capture {
    EXPLICIT,
    ORIGINAL_DESTINATION
  }
}
