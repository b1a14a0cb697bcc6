package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How the share of a new instance grows (TS-27). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SlowStart(
    @Required
        @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription("How long an instance counts as new, such as 30s.")
        String window,
    @Min(0)
        @Max(100)
        @JsonPropertyDescription("Its least share of what its weight says, in percent. Default 10.")
        Integer minimumPercent,
    @Min(0)
        @ValidationRule(value = "self > 0.0", message = "must be more than 0")
        @JsonPropertyDescription("1 for a line, more for a faster start. Default 1.")
        Double aggression) {

  /** Fills in the defaults. */
  public SlowStart {
    minimumPercent = Values.orElse(minimumPercent, 10);
    aggression = Values.orElse(aggression, 1.0);
  }
}
