package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** Which pods get a sidecar, and what happens when the operator does not answer (TM-188). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SidecarInjection(
    @Default("Enabled")
        @JsonPropertyDescription(
            "In namespaces with the label lateen.dev/injection=enabled or lateen.dev/rev: Enabled injects all pods but those that opt out (sidecar.lateen.dev/inject: \"false\"), Disabled only those that opt in (\"true\"), Never none. Default Enabled.")
        InjectionPolicy policy,
    @Default("Fail")
        @JsonPropertyDescription(
            "When the operator does not answer: Fail refuses new pods in such namespaces, Ignore lets them start without a sidecar. Default Fail.")
        FailurePolicy failurePolicy) {

  /** Fills in what is absent. */
  public SidecarInjection {
    policy = Values.orElse(policy, InjectionPolicy.ENABLED);
    failurePolicy = Values.orElse(failurePolicy, FailurePolicy.FAIL);
  }

  /** Which pods (TM-189). */
  public enum InjectionPolicy {
    /** All that do not opt out. */
    @JsonProperty("Enabled")
    ENABLED,
    /** Those that opt in. */
    @JsonProperty("Disabled")
    DISABLED,
    /** None. */
    @JsonProperty("Never")
    NEVER
  }

  /** What becomes of a pod that nobody could look at. */
  public enum FailurePolicy {
    /** It is refused. */
    @JsonProperty("Fail")
    FAIL,
    /** It starts as it is. */
    @JsonProperty("Ignore")
    IGNORE
  }
}
