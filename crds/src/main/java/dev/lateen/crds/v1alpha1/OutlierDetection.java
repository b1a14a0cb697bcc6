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

/** When an instance is ejected for its answers (TM-090..TM-094, TS-02). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.consecutiveLocalOriginFailures) || (has(self.splitExternalLocalOriginErrors) && self.splitExternalLocalOriginErrors)",
    message = "needs splitExternalLocalOriginErrors: true",
    fieldPath = ".consecutiveLocalOriginFailures")
public record OutlierDetection(
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription(
            "Answers of 5xx in a row that eject an instance; 0 for never. Failures to answer count too unless split. Default 5.")
        Integer consecutive5xxErrors,
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription(
            "Answers of 502, 503 and 504 in a row that eject an instance; 0 for never. Default 0.")
        Integer consecutiveGatewayErrors,
    @JsonPropertyDescription("Whether failures to answer count by themselves. Default false.")
        Boolean splitExternalLocalOriginErrors,
    @Min(1)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription(
            "Failures to answer in a row that eject an instance, where they are split. Default 5.")
        Integer consecutiveLocalOriginFailures,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription(
            "Duration between two sweeps, which bring instances back. Default 10s.")
        String interval,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription(
            "Shortest duration of an ejection; multiplied by the number of ejections. Default 30s.")
        String baseEjectionTime,
    @Min(0)
        @Max(100)
        @JsonPropertyDescription(
            "Most instances that may be ejected, in percent; one always may. Default 10.")
        Integer maxEjectionPercent,
    @Min(0)
        @Max(100)
        @JsonPropertyDescription(
            "Below so many healthy instances, in percent, all are used. Default 0.")
        Integer minHealthPercent) {

  /** Fills in the defaults. */
  public OutlierDetection {
    consecutive5xxErrors = Values.orElse(consecutive5xxErrors, 5);
    consecutiveGatewayErrors = Values.orElse(consecutiveGatewayErrors, 0);
    splitExternalLocalOriginErrors = Values.orElse(splitExternalLocalOriginErrors, false);
    interval = Values.orElse(interval, "10s");
    baseEjectionTime = Values.orElse(baseEjectionTime, "30s");
    maxEjectionPercent = Values.orElse(maxEjectionPercent, 10);
    minHealthPercent = Values.orElse(minHealthPercent, 0);
  }
}
