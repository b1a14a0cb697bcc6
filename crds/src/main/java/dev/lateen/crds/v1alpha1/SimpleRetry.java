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

/** A fixed number of retries after 5xx, connect failure or refused stream (TM-062..TM-064). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SimpleRetry(
    @Min(0)
        @Max(1000)
        @JsonPropertyDescription("Number of retries after the first try, 0 to 1000. Default 0.")
        int attempts,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription(
            "Duration of one try, such as 2s. Absent: bounded by the whole call only.")
        String perTryTimeout,
    @Pattern(Formats.HEADER_NAME)
        @Size(min = 1, max = 128)
        @JsonPropertyDescription(
            "Request header that overrides the number. Absent: x-envoy-max-retries.")
        String overrideHeaderName) {}
