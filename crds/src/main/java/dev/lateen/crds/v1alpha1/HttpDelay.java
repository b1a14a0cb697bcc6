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

/** Delays a share of the calls (TM-070, TM-071). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.fixedDelay) != has(self.exponentialDelay)",
    message = "exactly one of fixedDelay and exponentialDelay must be set")
public record HttpDelay(
    @Min(0)
        @Max(100)
        @JsonPropertyDescription("Share of the calls in percent, 0 to 100. Default 100.")
        Double percent,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription("Duration of the delay, such as 2s, at least 1ms.")
        String fixedDelay,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription(
            "Mean of delays that are distributed exponentially, at most ten times as long. Envoy"
                + " waits the mean.")
        String exponentialDelay,
    @Pattern(Formats.HEADER_NAME)
        @Size(min = 1, max = 128)
        @JsonPropertyDescription(
            "Request header that overrides the delay, in milliseconds. Absent: none.")
        String overrideHeaderName) {

  /** An omitted percent means all calls (TM-075). */
  public HttpDelay {
    percent = Values.orElse(percent, 100.0);
  }
}
