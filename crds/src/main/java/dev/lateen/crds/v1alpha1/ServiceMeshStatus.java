package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What became of a {@link ServiceMesh}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServiceMeshStatus(
    @JsonPropertyDescription("Generation of the spec that this status is about.")
        Long observedGeneration,
    @JsonPropertyDescription("Ready, with its reason.") List<Condition> conditions,
    @JsonPropertyDescription("Version that is installed.") String version,
    @JsonPropertyDescription("The parts that are installed.") List<ComponentStatus> components,
    @JsonPropertyDescription("How the authority stands. Absent: there is none, or not yet.")
        IdentityStatus identity) {

  /** Normalises absent lists to empty ones. */
  public ServiceMeshStatus {
    conditions = Values.list(conditions);
    components = Values.list(components);
  }
}
