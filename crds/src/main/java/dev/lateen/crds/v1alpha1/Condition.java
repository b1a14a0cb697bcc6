package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One aspect of the state of a resource, as Kubernetes conditions are. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
    @Required
        @Size(min = 1, max = 316)
        @JsonPropertyDescription("What the condition is about, such as Ready.")
        String type,
    @Required @Pattern("^(True|False|Unknown)$") @JsonPropertyDescription("True, False or Unknown.")
        String status,
    @Required @Size(max = 1024) @JsonPropertyDescription("Why, in one word for programs.")
        String reason,
    @Size(max = 32768) @JsonPropertyDescription("Why, for people. Absent: nothing to add.")
        String message,
    @Min(0) @JsonPropertyDescription("Generation of the spec that was looked at.")
        Long observedGeneration,
    @JsonPropertyDescription("When status last changed, as in RFC 3339.")
        String lastTransitionTime) {

  /** Type of the condition that says whether a resource is in force. */
  public static final String READY = "Ready";

  /** Type of the condition that says whether the authority issues certificates. */
  public static final String AUTHORITY_READY = "AuthorityReady";

  /** Type of the condition that says whether Secrets of service accounts are kept (AU-024). */
  public static final String SECRETS_READY = "SecretsReady";

  /** Type of the condition that says whether a rule passed validation. */
  public static final String ACCEPTED = "Accepted";

  /** Reason why a rule is not {@link #READY}: another takes all its calls. */
  public static final String SHADOWED = "Shadowed";
}
