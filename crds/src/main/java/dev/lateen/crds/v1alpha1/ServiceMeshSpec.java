package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** What a {@link ServiceMesh} asks for. Every field has a default, so no accessor is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServiceMeshSpec(
    @Default("default")
        @JsonPropertyDescription("default installs everything, minimal leaves the gateways out.")
        Profile profile,
    @Default("default")
        @Pattern(Formats.DNS_LABEL)
        @Size(min = 1, max = 63)
        @JsonPropertyDescription(
            "Which installation of the mesh this is: namespaces with the label lateen.dev/rev get"
                + " the sidecars of that revision. Default default.")
        String revision,
    @Default("cluster.local")
        @Pattern(Formats.DNS_NAME)
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("Trust domain of the identities. Default cluster.local.")
        String trustDomain,
    @Default("ALLOW_ANY")
        @JsonPropertyDescription(
            "Calls to unknown hosts: ALLOW_ANY passes them, REGISTRY_ONLY refuses. Default"
                + " ALLOW_ANY.")
        OutboundTrafficPolicy outboundTrafficPolicy,
    @Default("{}") @JsonPropertyDescription("The gateways at the edge of the mesh.")
        Gateways gateways,
    @Default("{}") @JsonPropertyDescription("Settings of every sidecar.") SidecarSettings sidecar,
    @Default("{}")
        @JsonPropertyDescription(
            "The plug-in of the nodes, installed where spec.sidecar.capture.method is CNI.")
        CniSettings cni,
    @Default("{}") @JsonPropertyDescription("Settings of every call.") TrafficSettings traffic,
    @Default("{}") @JsonPropertyDescription("What proxies tell of the traffic.")
        TelemetrySettings telemetry,
    @Default("{}") @JsonPropertyDescription("Identities, and the authority that issues them.")
        IdentitySettings identity) {

  /** The revision of namespaces that name none. */
  public static final String DEFAULT_REVISION = "default";

  /** Fills in what is absent. */
  public ServiceMeshSpec {
    profile = Values.orElse(profile, Profile.DEFAULT);
    revision = Values.orElse(revision, DEFAULT_REVISION);
    trustDomain = Values.orElse(trustDomain, "cluster.local");
    outboundTrafficPolicy = Values.orElse(outboundTrafficPolicy, OutboundTrafficPolicy.ALLOW_ANY);
    gateways = Values.orElse(gateways, new Gateways(null, null, null));
    sidecar = Values.orElse(sidecar, SidecarSettings.defaults());
    cni = Values.orElse(cni, new CniSettings(null, null, null));
    traffic = Values.orElse(traffic, new TrafficSettings(null, null));
    telemetry = Values.orElse(telemetry, new TelemetrySettings(null));
    identity = Values.orElse(identity, IdentitySettings.defaults());
  }

  /** The mesh that an empty spec asks for. */
  public static ServiceMeshSpec defaults() {
    return new ServiceMeshSpec(null, null, null, null, null, null, null, null, null, null);
  }

  /** Whether it asks for the gateway by which calls leave the mesh (TM-136). */
  public boolean egressGateway() {
    return hasGateway(gateways.egress());
  }

  /** Whether it asks for one of its gateways. */
  public boolean hasGateway(GatewaySettings gateway) {
    return profile != Profile.MINIMAL && gateway.enabled();
  }

  /** What is installed. */
  public enum Profile {
    /** Control plane and gateways. */
    @JsonProperty("default")
    DEFAULT,
    /** Control plane alone. */
    @JsonProperty("minimal")
    MINIMAL
  }

  /** What happens to calls to hosts that are not in the registry (TM-130). */
  public enum OutboundTrafficPolicy {
    /** They pass. */
    ALLOW_ANY,
    /** They are refused unless an {@link EgressRule} allows them. */
    REGISTRY_ONLY
  }
}
