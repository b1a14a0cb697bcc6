package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** The gateway that takes calls from outside the mesh (TM-110). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record IngressGateway(
    @Default("true") @JsonPropertyDescription("Whether it is installed. Default true.")
        Boolean enabled,
    @Default("1")
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription(
            "Number of instances, 0 to 1000. Where autoscaling is set, it is used for Gateways of"
                + " the Gateway API alone. Default 1.")
        Integer replicas,
    @JsonPropertyDescription(
            "Has the cluster choose the number of instances of this gateway, by how much of the"
                + " processors they use; it wins over replicas. Absent: replicas says it.")
        GatewayAutoscaling autoscaling,
    @Default("80")
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription("Port of its Service for HTTP. Default 80.")
        Integer httpPort,
    @Default("443")
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription(
            "Port of its Service for HTTPS, where an Ingress has a certificate. Default 443.")
        Integer httpsPort,
    @Default("LoadBalancer")
        @JsonPropertyDescription(
            "Type of its Service: LoadBalancer, NodePort or ClusterIP. Default LoadBalancer.")
        ServiceType serviceType,
    @Default(SidecarSettings.DEFAULT_IMAGE)
        @Size(min = 1, max = 512)
        @Pattern(Formats.VISIBLE)
        @JsonPropertyDescription("Image of its container. Default localhost/lateen-sidecar:0.1.0.")
        String image)
    implements GatewaySettings {

  /** Fills in what is absent. */
  public IngressGateway {
    enabled = Values.orElse(enabled, true);
    replicas = Values.orElse(replicas, 1);
    httpPort = Values.orElse(httpPort, 80);
    httpsPort = Values.orElse(httpsPort, 443);
    serviceType = Values.orElse(serviceType, ServiceType.LOAD_BALANCER);
    image = Values.orElse(image, SidecarSettings.DEFAULT_IMAGE);
  }

  /** Types of a Kubernetes Service. */
  public enum ServiceType {
    /** Reached by a load balancer of the platform. */
    @JsonProperty("LoadBalancer")
    LOAD_BALANCER,
    /** Reached by a port of every node. */
    @JsonProperty("NodePort")
    NODE_PORT,
    /** Reached from within the cluster. */
    @JsonProperty("ClusterIP")
    CLUSTER_IP
  }
}
