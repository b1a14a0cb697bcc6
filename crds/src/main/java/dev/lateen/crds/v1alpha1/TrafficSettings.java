package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Settings of every call, unless a rule says otherwise (TM-060, TM-096). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrafficSettings(
    @Default("1s")
        @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @ValidationRule(
            value =
                "!self.matches('" + Formats.DURATION + "') || duration(self) <= duration('30s')",
            message = "must be at most 30s")
        @JsonPropertyDescription("How long a connection may take to open, 1ms to 30s. Default 1s.")
        String connectTimeout,
    @Default("15s")
        @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription("How long a call may take, at least 1ms. Default 15s.")
        String requestTimeout) {

  /** Fills in what is absent. */
  public TrafficSettings {
    connectTimeout = Values.orElse(connectTimeout, "1s");
    requestTimeout = Values.orElse(requestTimeout, "15s");
  }
}
