package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** The gateways at the edge of a mesh. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Gateways(
    @Default("{}") @JsonPropertyDescription("Takes calls from outside the mesh.")
        IngressGateway ingress,
    @Default("{}")
        @JsonPropertyDescription(
            "Where calls leave the mesh whose EgressRule says useEgressProxy: true.")
        EgressGateway egress,
    @Default("{}")
        @JsonPropertyDescription(
            "What each container of a gateway asks of a node, also those of the Gateway API.")
        GatewayResources resources) {

  /** Fills in what is absent. */
  public Gateways {
    ingress = Values.orElse(ingress, new IngressGateway(null, null, null, null, null, null, null));
    egress = Values.orElse(egress, new EgressGateway(null, null, null, null));
    resources = Values.orElse(resources, new GatewayResources(null, null));
  }
}
