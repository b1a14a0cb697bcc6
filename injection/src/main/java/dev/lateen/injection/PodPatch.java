package dev.lateen.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.zjsonpatch.DiffFlags;
import io.fabric8.zjsonpatch.JsonDiff;
import io.fabric8.zjsonpatch.JsonPatch;
import java.util.EnumSet;

/**
 * The difference that injection makes, as a JSON patch (RFC 6902). It speaks of nothing else, so
 * that what the document says besides stays as it was written.
 */
public final class PodPatch {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EnumSet<DiffFlags> PLAIN =
      EnumSet.of(
          DiffFlags.OMIT_MOVE_OPERATION,
          DiffFlags.OMIT_COPY_OPERATION,
          DiffFlags.OMIT_VALUE_ON_REMOVE);

  private PodPatch() {}

  /** What makes one pod of the other. */
  public static ArrayNode between(Pod before, Pod after) {
    return (ArrayNode) JsonDiff.asJson(JSON.valueToTree(before), JSON.valueToTree(after), PLAIN);
  }

  /** A document with a patch applied; the document itself stays. */
  public static JsonNode apply(JsonNode patch, JsonNode document) {
    return JsonPatch.apply(patch, document);
  }

  /**
   * Reads a pod, or a template, which has the same metadata and spec.
   *
   * @throws IllegalArgumentException when a field is of the wrong type
   */
  public static Pod read(JsonNode document) {
    return JSON.convertValue(document, Pod.class);
  }
}
