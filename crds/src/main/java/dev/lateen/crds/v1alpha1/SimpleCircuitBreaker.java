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

/**
 * Limits and ejection of failing instances (TM-086..TM-093). Absent numbers and durations are
 * {@code null} and mean the default named at the field.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SimpleCircuitBreaker(
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription("Connections to an instance. Absent: 1024.")
        Integer maxConnections,
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription("Requests that wait for a connection; more get 503. Absent: 1024.")
        Integer httpMaxPendingRequests,
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription("Requests under way at once. Absent: 1024.")
        Integer httpMaxRequests,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription("Shortest duration of an ejection, such as 30s. Absent: 30s.")
        String sleepWindow,
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription("Consecutive 5xx before an instance is ejected. Absent: 5.")
        Integer httpConsecutiveErrors,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription("Duration between two sweeps, such as 10s. Absent: 10s.")
        String httpDetectionInterval,
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription(
            "Requests per connection; 1 disables keep-alive. Absent: unlimited.")
        Integer httpMaxRequestsPerConnection,
    @Min(0)
        @Max(100)
        @JsonPropertyDescription("Most instances that may be ejected, in percent. Absent: 10.")
        Integer httpMaxEjectionPercent) {}
