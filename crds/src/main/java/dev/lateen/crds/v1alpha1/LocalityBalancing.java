package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which localities calls go to (TS-07). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "(has(self.distribute) && size(self.distribute) > 0 ? 1 : 0) + (has(self.failover) && size(self.failover) > 0 ? 1 : 0) + (has(self.failoverPriority) && size(self.failoverPriority) > 0 ? 1 : 0) <= 1",
    message = "distribute, failover and failoverPriority exclude each other: keep one")
public record LocalityBalancing(
    @JsonPropertyDescription("Whether calls stay near. Default true.") Boolean enabled,
    @Size(max = 64) @JsonPropertyDescription("Shares of localities by the locality of the caller.")
        List<LocalityShares> distribute,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Which region takes over for a region; other regions come after it.")
        List<LocalityFailover> failover,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Labels in order: instances with more of the first labels equal to the caller's are nearer.")
        List<@Size(min = 1, max = 317) String> failoverPriority) {

  /** Normalises absent lists to empty ones and fills in the default. */
  public LocalityBalancing {
    enabled = Values.orElse(enabled, true);
    distribute = Values.list(distribute);
    failover = Values.list(failover);
    failoverPriority = Values.list(failoverPriority);
  }
}
