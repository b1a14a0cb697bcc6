package dev.lateen.injection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What was added to a pod, as its annotation says it.
 *
 * @param version of what injected
 * @param revision of the mesh
 * @param initContainers names
 * @param containers names
 * @param volumes names
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record InjectionStatus(
    String version,
    String revision,
    List<String> initContainers,
    List<String> containers,
    List<String> volumes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    return JSON.valueToTree(this).toString();
  }
}
