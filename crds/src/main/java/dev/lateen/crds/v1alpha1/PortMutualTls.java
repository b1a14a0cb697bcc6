package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** Whether callers of one port must prove who they are. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PortMutualTls(
    @Default("UNSET")
        @JsonPropertyDescription(
            "UNSET, PERMISSIVE, STRICT or DISABLE. Default UNSET: what holds for the workload.")
        MutualTls.Mode mode) {

  /** An omitted mode means {@link MutualTls.Mode#UNSET}. */
  public PortMutualTls {
    mode = Values.orElse(mode, MutualTls.Mode.UNSET);
  }
}
