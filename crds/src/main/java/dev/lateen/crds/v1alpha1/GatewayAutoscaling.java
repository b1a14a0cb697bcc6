package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Has the cluster choose the number of instances of a gateway, by a HorizontalPodAutoscaler
 * (autoscaling/v2).
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "self.minReplicas <= self.maxReplicas",
    message = "minReplicas must be at most maxReplicas: lower it or raise maxReplicas",
    fieldPath = ".minReplicas")
public record GatewayAutoscaling(
    @Default("1")
        @Min(1)
        @Max(1000)
        @JsonPropertyDescription("Fewest instances, 1 to 1000. Default 1.")
        Integer minReplicas,
    @Required @Min(1) @Max(1000) @JsonPropertyDescription("Most instances, 1 to 1000.")
        Integer maxReplicas,
    @Default("80")
        @Min(1)
        @Max(1000)
        @JsonPropertyDescription(
            "Average use of processors that is kept by adding and removing instances, in percent of"
                + " spec.gateways.resources.requests.cpu, 1 to 1000. Default 80.")
        Integer targetCpuPercent) {

  /** Fills in what is absent. */
  public GatewayAutoscaling {
    minReplicas = Values.orElse(minReplicas, 1);
    targetCpuPercent = Values.orElse(targetCpuPercent, 80);
  }
}
