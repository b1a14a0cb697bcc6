package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Chooses workloads by their labels; no labels choose all. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadSelector(
    @Size(max = 64) @JsonPropertyDescription("Labels a workload must have.")
        Map<String, @Pattern(Formats.LABEL_VALUE) @Size(max = 63) String> labels) {

  /** Normalises absent labels to an empty map. */
  public WorkloadSelector {
    labels = Values.map(labels);
  }
}
