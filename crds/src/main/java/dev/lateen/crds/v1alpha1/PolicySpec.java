package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** What a {@link Policy} says. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.mutualTls) || !has(self.mutualTls.ports) || size(self.mutualTls.ports) == 0"
            + " || (has(self.selector) && has(self.selector.labels)"
            + " && size(self.selector.labels) > 0)",
    message = "mutualTls.ports needs a selector with labels: say whose ports they are",
    fieldPath = ".mutualTls.ports")
public record PolicySpec(
    @JsonPropertyDescription("Workloads of the namespace it applies to. Absent: all of them.")
        WorkloadSelector selector,
    @Default("{}") @JsonPropertyDescription("Whether callers must prove who they are.")
        MutualTls mutualTls) {

  /** Fills in an absent selector and mode. */
  public PolicySpec {
    selector = Values.orElse(selector, new WorkloadSelector(Map.of()));
    mutualTls = Values.orElse(mutualTls, new MutualTls(MutualTls.Mode.UNSET, Map.of()));
  }
}
