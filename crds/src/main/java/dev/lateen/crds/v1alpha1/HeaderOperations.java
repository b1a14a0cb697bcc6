package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/**
 * Changes of the headers of a request or a response: removed first, then set, then added (TS-01).
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HeaderOperations(
    @Size(max = 32)
        @JsonPropertyDescription("Headers that get this value alone, whatever they had.")
        Map<String, String> set,
    @Size(max = 32) @JsonPropertyDescription("Values put after those a header has.")
        Map<String, String> add,
    @Size(max = 32) @JsonPropertyDescription("Names of headers that are taken out.")
        List<String> remove) {

  /** Normalises absent collections to empty ones and takes copies. */
  public HeaderOperations {
    set = Values.map(set);
    add = Values.map(add);
    remove = Values.list(remove);
  }
}
