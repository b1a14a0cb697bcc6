package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.input.InvalidInputException;
import dev.lateen.cli.output.Table;
import dev.lateen.cli.target.SidecarAdmin;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lateen identity}: who a workload is, as its own sidecar says. */
@Command(
    name = "identity",
    description =
        "Shows the SPIFFE ID, the certificate, its chain and whom a workload trusts, as its sidecar"
            + " says at its admin port. In a cluster forward that port first: kubectl port-forward"
            + " POD 15000.",
    sortOptions = false)
final class IdentityCommand implements Callable<Integer> {
  private static final List<String> TITLES =
      List.of("certificate", "subject", "serial", "valid from", "until", "sha256");

  private final Lateen lateen;

  @Parameters(paramLabel = "WORKLOAD", description = "Name of the pod or Workload.")
  private String workload = "";

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      converter = HostPort.Converter.class,
      description = "The admin port of its sidecar. Default 127.0.0.1:15000.")
  private HostPort admin = new HostPort("127.0.0.1", 15_000);

  IdentityCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    JsonNode dump = new SidecarAdmin(admin.host(), admin.port()).configuration();
    String node = dump.at("/node/id").asText();
    if (!node.contains("~" + workload + "." + lateen.namespace().orElse("default") + "~")) {
      throw new InvalidInputException(
          "workload: \"%s\": the sidecar at %s:%d is that of %s; name its port with --admin, and its namespace with -n"
              .formatted(workload, admin.host(), admin.port(), node));
    }
    JsonNode certificates = dump.path("certificates");
    if (certificates.isEmpty()) {
      lateen.session().print(workload + " has no identity: " + reason(dump));
      return 1;
    }
    Table table = new Table(TITLES);
    certificates.forEach(certificate -> table.add(row(certificate)));
    table.lines().forEach(lateen.session()::print);
    return 0;
  }

  /** Why there is none, and what to do. */
  private static String reason(JsonNode dump) {
    String authority = dump.at("/node/authority").asText();
    return authority.isEmpty()
        ? "its sidecar is told of no authority; let the operator issue identities"
            + " (lateen.identity.enabled) and inject the pod again, or set LATEEN_CA_ADDRESS"
        : "the authority at %s has issued none yet; the sidecar's log says why (identity refused), and lateen ca status how the authority stands"
            .formatted(authority);
  }

  private static List<String> row(JsonNode certificate) {
    return List.of(
        certificate.path("certificate").asText(),
        certificate.path("subject").asText(),
        certificate.path("serial").asText(),
        certificate.path("not_before").asText(),
        certificate.path("not_after").asText(),
        certificate.path("sha256").asText());
  }
}
