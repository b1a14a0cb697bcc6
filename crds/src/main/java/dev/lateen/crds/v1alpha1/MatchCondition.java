package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Which calls a rule applies to: all conditions must hold (TM-003, TM-020..TM-027). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "has(self.source) || has(self.tcp) || has(self.udp) || has(self.request)"
            + " || has(self.port) || has(self.sourceNamespace)"
            + " || (has(self.sourceLabels) && size(self.sourceLabels) > 0)"
            + " || (has(self.gateways) && size(self.gateways) > 0)",
    message = "match must have a condition; leave match out to apply to all requests")
@ValidationRule(
    value = "!has(self.udp)",
    message = "match.udp is not implemented: remove it",
    fieldPath = ".udp")
@ValidationRule(
    value = "!has(self.tcp) || !has(self.request)",
    message = "match.tcp is about connections and cannot go with match.request",
    fieldPath = ".tcp")
public record MatchCondition(
    @JsonPropertyDescription(
            "The calling service; its labels are matched against the calling instance.")
        IstioService source,
    @JsonPropertyDescription("Addresses of a TCP connection.") L4MatchAttributes tcp,
    @JsonPropertyDescription("Known, and refused as not implemented.") L4MatchAttributes udp,
    @JsonPropertyDescription("Attributes of an HTTP request.") MatchRequest request,
    @Min(1)
        @Max(65535)
        @JsonPropertyDescription("Port of the service that is called. Absent: every port.")
        Integer port,
    @Size(max = 64)
        @JsonPropertyDescription("Labels of the calling instance, whatever its service.")
        Map<String, @Pattern(Formats.LABEL_VALUE) @Size(max = 63) String> sourceLabels,
    @Pattern(Formats.DNS_LABEL)
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Namespace of the calling instance.")
        String sourceNamespace,
    @Size(max = 2)
        @JsonPropertyDescription(
            "Whose calls: mesh for those of sidecars, ingress for those of the ingress gateway."
                + " Absent: both.")
        List<GatewayName> gateways) {

  /** Normalises absent collections to empty ones. */
  public MatchCondition {
    sourceLabels = Values.map(sourceLabels);
    gateways = Values.list(gateways);
  }
}
