package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** Which calls a rule applies to: all conditions must hold (TM-003, TM-020..TM-027). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.source) || has(self.tcp) || has(self.udp) || has(self.request)",
    message = "match must have source, tcp or request; leave match out to apply to all requests")
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
    @JsonPropertyDescription("Attributes of an HTTP request.") MatchRequest request) {}
