package dev.lateen.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.lateen.cli.target.Metadata;
import java.util.List;

/** Shows changes of resources as unified differences of their YAML, as kubectl does. */
public final class Changes {
  private static final int CONTEXT = 3;
  private static final List<String> OF_SERVERS =
      List.of("managedFields", "resourceVersion", "generation", "uid", "creationTimestamp");

  private Changes() {}

  /** From one state of a resource to another, without what servers write; empty when the same. */
  public static String between(JsonNode before, JsonNode after) {
    return difference(Metadata.label(after), lines(before), lines(after));
  }

  /** A resource that is not there yet. */
  public static String created(JsonNode resource) {
    return difference(Metadata.label(resource), List.of(), lines(resource));
  }

  private static String difference(String label, List<String> before, List<String> after) {
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            before.isEmpty() ? "/dev/null" : "live/" + label,
            "applied/" + label,
            before,
            DiffUtils.diff(before, after),
            CONTEXT);
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static List<String> lines(JsonNode resource) {
    ObjectNode copy = resource.deepCopy();
    copy.remove("status");
    copy.withObject("/metadata").remove(OF_SERVERS);
    return Documents.yaml(copy).lines().toList();
  }
}
