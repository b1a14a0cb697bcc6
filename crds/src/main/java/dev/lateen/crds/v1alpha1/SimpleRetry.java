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
import java.util.Map;

/** How often, when and how fast a failed call is tried again (TM-062..TM-066, TS-01, UA-18). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.maxBackoff) || !has(self.backoff)"
            + " || duration(self.maxBackoff) >= duration(self.backoff)",
    message = "maxBackoff must not be less than backoff",
    fieldPath = ".maxBackoff")
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
        String overrideHeaderName,
    @Pattern(Formats.RETRY_ON)
        @Size(min = 1, max = 512)
        @JsonPropertyDescription(
            "Conditions joined by commas, by the names Envoy has for them, or statuses such as 503."
                + " They then count for every method. Absent: 5xx,connect-failure,refused-stream,"
                + " and what may have been carried out is repeated for idempotent methods only.")
        String retryOn,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription(
            "How long a try may pass without a byte of the response. Absent: not limited.")
        String perTryIdleTimeout,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription(
            "Longest wait before the first retry; it doubles with each, and a random part of it is"
                + " waited. Default 25ms.")
        String backoff,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription("Longest wait before any retry. Default ten times backoff.")
        String maxBackoff,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Response headers that make a response worth another try, for the condition"
                + " retriable-headers. One has to match.")
        Map<String, StringMatch> retriableHeaders,
    @JsonPropertyDescription(
            "Whether a retry avoids the instances already tried, where there are others. Default"
                + " true.")
        Boolean retryIgnorePreviousHosts,
    @JsonPropertyDescription(
            "Whether a try that takes longer than perTryTimeout goes on while another is made; the"
                + " first answer counts. Default false.")
        boolean hedgeOnPerTryTimeout) {

  /** Normalises what is absent. */
  public SimpleRetry {
    retriableHeaders = Values.map(retriableHeaders);
    retryIgnorePreviousHosts = Values.orElse(retryIgnorePreviousHosts, true);
  }
}
