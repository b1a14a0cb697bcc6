package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** What a {@link DestinationPolicy} says. Absent objects are {@code null}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record DestinationPolicySpec(
    @Required
        @JsonPropertyDescription(
            "The service called; its labels are exactly those a rule routes to.")
        IstioService destination,
    @JsonPropertyDescription(
            "Only for calls from this service or version. Absent: for all callers.")
        IstioService source,
    @JsonPropertyDescription("How an instance is chosen. Absent: ROUND_ROBIN.")
        LoadBalancing loadBalancing,
    @JsonPropertyDescription(
            "Limits and ejection of failing instances. Absent: the proxy's defaults.")
        CircuitBreaker circuitBreaker,
    @JsonPropertyDescription(
            "Limits of connections and requests, more than circuitBreaker has. Absent: the"
                + " proxy's defaults.")
        ConnectionPool connectionPool,
    @JsonPropertyDescription(
            "When an instance is ejected for its answers, more than circuitBreaker has. Absent:"
                + " never, or as circuitBreaker says.")
        OutlierDetection outlierDetection,
    @JsonPropertyDescription(
            "Asks every instance whether it is well. Absent: only the platform knows.")
        HealthCheck healthCheck) {}
