package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What became of a rule: accepted or not, and on how many sidecars it is live. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RuleStatus(
    @JsonPropertyDescription("Generation of the spec that this status is about.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Accepted, and Ready with reason Live, Propagating, Rejected, Shadowed (another rule"
                + " takes all its calls) or NotUsed.")
        List<Condition> conditions,
    @JsonPropertyDescription("Sidecars that obey the rule of those that should, such as 12/12.")
        String live,
    @JsonPropertyDescription(
            "What stays in force while the current spec is rejected. Absent: nothing.")
        LastAccepted lastAccepted) {

  /** Normalises absent conditions to an empty list. */
  public RuleStatus {
    conditions = Values.list(conditions);
  }
}
