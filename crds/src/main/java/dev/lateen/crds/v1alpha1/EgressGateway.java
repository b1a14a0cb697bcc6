package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** The gateway by which calls leave the mesh (TM-131, TM-136). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EgressGateway(
    @Default("false")
        @JsonPropertyDescription(
            "Whether it is installed; EgressRules with useEgressProxy need it. Default false.")
        Boolean enabled,
    @Default("1")
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription(
            "Number of instances, 0 to 1000; not used where autoscaling is set. Default 1.")
        Integer replicas,
    @JsonPropertyDescription(
            "Has the cluster choose the number of instances, by how much of the processors they"
                + " use; it wins over replicas. Absent: replicas says it.")
        GatewayAutoscaling autoscaling,
    @Default(SidecarSettings.DEFAULT_IMAGE)
        @Size(min = 1, max = 512)
        @Pattern(Formats.VISIBLE)
        @JsonPropertyDescription("Image of its container. Default localhost/lateen-sidecar:0.1.0.")
        String image)
    implements GatewaySettings {

  /** Fills in what is absent. */
  public EgressGateway {
    enabled = Values.orElse(enabled, false);
    replicas = Values.orElse(replicas, 1);
    image = Values.orElse(image, SidecarSettings.DEFAULT_IMAGE);
  }
}
