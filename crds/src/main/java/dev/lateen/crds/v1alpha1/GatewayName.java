package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who calls, as the {@code gateways} of a match name it (TS-01). */
public enum GatewayName {
  /** The sidecars of the mesh. */
  @JsonProperty("mesh")
  MESH,
  /** The ingress gateway. */
  @JsonProperty("ingress")
  INGRESS
}
