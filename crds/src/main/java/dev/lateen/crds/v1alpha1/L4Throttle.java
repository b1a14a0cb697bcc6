package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** Limits the rate of a share of the connections (TM-078). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record L4Throttle(
    @Min(0)
        @Max(100)
        @JsonPropertyDescription("Share of the connections in percent, 0 to 100. Default 100.")
        Double percent,
    @Min(0) @JsonPropertyDescription("Limit to the caller in bits per second.")
        Long downstreamLimitBps,
    @Min(0) @JsonPropertyDescription("Limit to the callee in bits per second.")
        Long upstreamLimitBps,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @JsonPropertyDescription("Duration after which it begins.")
        String throttleAfterPeriod,
    @Min(0) @JsonPropertyDescription("Number of bytes after which it begins.")
        Double throttleAfterBytes,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @JsonPropertyDescription("Duration for which it lasts.")
        String throttleForPeriod) {}
