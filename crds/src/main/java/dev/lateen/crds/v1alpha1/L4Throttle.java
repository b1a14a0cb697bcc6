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

/** Limits the rate of a share of the connections (TM-078). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "has(self.downstreamLimitBps) && self.downstreamLimitBps > 0"
            + " || has(self.upstreamLimitBps) && self.upstreamLimitBps > 0",
    message = "throttle needs downstreamLimitBps or upstreamLimitBps above 0")
@ValidationRule(
    value = "!has(self.throttleAfterPeriod) || !has(self.throttleAfterBytes)",
    message = "throttleAfterPeriod and throttleAfterBytes exclude each other",
    fieldPath = ".throttleAfterBytes")
public record L4Throttle(
    @Min(0)
        @Max(100)
        @JsonPropertyDescription("Share of the connections in percent, 0 to 100. Default 100.")
        Double percent,
    @Min(0) @JsonPropertyDescription("Limit to the caller in bits per second. 0 or absent: none.")
        Long downstreamLimitBps,
    @Min(0) @JsonPropertyDescription("Limit to the callee in bits per second. 0 or absent: none.")
        Long upstreamLimitBps,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @JsonPropertyDescription("Age of the connection at which it begins. Absent: at once.")
        String throttleAfterPeriod,
    @Min(0)
        @JsonPropertyDescription("Bytes passed both ways after which it begins. Absent: at once.")
        Double throttleAfterBytes,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @JsonPropertyDescription("How long it lasts. Absent: as long as the connection.")
        String throttleForPeriod) {}
