package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What an {@link EgressRule} says (TM-132..TM-137). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "has(self.destination.service) && !has(self.destination.name)"
            + " && !has(self.destination.namespace) && !has(self.destination.domain)"
            + " && (!has(self.destination.labels) || size(self.destination.labels) == 0)",
    message = "destination must have service and nothing else",
    fieldPath = ".destination")
@ValidationRule(
    value = "self.ports.all(p, self.ports.exists_one(q, q.port == p.port))",
    message = "ports[].port must be distinct",
    fieldPath = ".ports")
@ValidationRule(
    value =
        "!has(self.destination.service) || self.ports.all(p, p.protocol.upperAscii() == 'TCP'"
            + " ? self.destination.service.matches('"
            + Formats.IPV4_SUBNET
            + "') : !self.destination.service.contains('/'))",
    message =
        "destination.service must be an IPv4 address or subnet for TCP ports, and a host name or"
            + " wildcard for others",
    fieldPath = ".ports")
@ValidationRule(
    value =
        "!has(self.useEgressProxy) || !self.useEgressProxy || !has(self.destination.service)"
            + " || (!self.destination.service.contains('/')"
            + " && size(self.destination.service) <= "
            + EgressRuleSpec.MAX_NAME_BY_GATEWAY
            + ")",
    message =
        "useEgressProxy needs destination.service to be a host name, a wildcard or one address, at"
            + " most "
            + EgressRuleSpec.MAX_NAME_BY_GATEWAY
            + " characters long",
    fieldPath = ".useEgressProxy")
@ValidationRule(
    value =
        "!has(self.useEgressProxy) || !self.useEgressProxy || !has(self.destination.service)"
            + " || !self.destination.service.startsWith('*')"
            + " || !self.ports.exists(p, p.protocol.upperAscii() == 'HTTPS')",
    message = "useEgressProxy is not for HTTPS ports of a wildcard: name each host",
    fieldPath = ".useEgressProxy")
public record EgressRuleSpec(
    @Required
        @JsonPropertyDescription(
            "The host outside the mesh, in service alone: a name or a wildcard.")
        IstioService destination,
    @Required @Size(min = 1, max = 32) @JsonPropertyDescription("The ports that may be reached.")
        List<EgressPort> ports,
    @JsonPropertyDescription(
            "Whether calls leave by the egress gateway of the mesh (spec.gateways.egress of the"
                + " ServiceMesh) instead of the sidecar itself. Default false.")
        boolean useEgressProxy) {
  /** How long a name may be that is left for by the egress gateway: it is part of another. */
  public static final int MAX_NAME_BY_GATEWAY = 238;

  /** Normalises absent ports to an empty list. */
  public EgressRuleSpec {
    ports = Values.list(ports);
  }
}
