package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lateen.cli.kind.Kinds;
import dev.lateen.cli.output.Documents;
import dev.lateen.cli.output.Table;
import dev.lateen.cli.target.Target;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code lateen status}: which proxies have acknowledged what they were sent. */
@Command(
    name = "status",
    description = "Shows which proxies have acknowledged what they were sent.",
    sortOptions = false)
final class StatusCommand implements Callable<Integer> {
  private static final List<String> TYPES = List.of("CDS", "LDS", "EDS", "RDS");
  private static final int VERSION_LENGTH = 8;

  private final Lateen lateen;

  StatusCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    try (var target = lateen.target()) {
      var proxies = proxies(target);
      var out = lateen.session().out();
      switch (lateen.output()) {
        case JSON -> out.print(Documents.json(array(proxies)));
        case YAML -> out.print(Documents.yaml(array(proxies)));
        case SHORT ->
            proxies.forEach(
                proxy -> out.println(text(proxy, "namespace") + "/" + text(proxy, "name")));
        case TABLE -> table(proxies);
      }
      return 0;
    }
  }

  /** Each proxy once, though the status of the mesh and that of its namespace both list it. */
  private Collection<JsonNode> proxies(Target target) {
    var proxies = new TreeMap<String, JsonNode>();
    target.list(Kinds.kind("MeshStatus"), Optional.empty()).stream()
        .flatMap(mesh -> mesh.path("status").path("proxies").valueStream())
        .filter(proxy -> lateen.namespace().map(text(proxy, "namespace")::equals).orElse(true))
        .forEach(
            proxy ->
                proxies.putIfAbsent(text(proxy, "namespace") + "/" + text(proxy, "name"), proxy));
    return proxies.values();
  }

  private static JsonNode array(Collection<JsonNode> proxies) {
    return JsonNodeFactory.instance.arrayNode().addAll(proxies);
  }

  private void table(Collection<JsonNode> proxies) {
    if (proxies.isEmpty()) {
      lateen.session().complain("No proxies found.");
      return;
    }
    var titles =
        Stream.of(
                Stream.of("Name", "Namespace", "Type", "Version"),
                TYPES.stream(),
                Stream.of("Synced"))
            .flatMap(part -> part)
            .toList();
    var table = new Table(titles);
    proxies.forEach(proxy -> table.add(row(proxy)));
    table.lines().forEach(lateen.session()::print);
  }

  private static List<String> row(JsonNode proxy) {
    var about = Stream.of("name", "namespace", "type", "version").map(field -> text(proxy, field));
    var acknowledged = TYPES.stream().map(type -> version(proxy.path("acknowledged").path(type)));
    return Stream.of(about, acknowledged, Stream.of(synced(proxy))).flatMap(part -> part).toList();
  }

  private static String version(JsonNode version) {
    var text = version.asText("-");
    return text.length() > VERSION_LENGTH ? text.substring(0, VERSION_LENGTH) : text;
  }

  private static String synced(JsonNode proxy) {
    if (!proxy.path("connected").asBoolean()) {
      return "no: not connected";
    }
    if (proxy.path("synced").asBoolean()) {
      return "yes";
    }
    return proxy.hasNonNull("lastError") ? "no: " + text(proxy, "lastError") : "no";
  }

  private static String text(JsonNode proxy, String field) {
    return proxy.path(field).asText("-");
  }
}
