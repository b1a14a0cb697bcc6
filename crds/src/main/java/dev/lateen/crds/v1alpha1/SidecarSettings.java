package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Settings of every sidecar. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SidecarSettings(
    @Default(SidecarSettings.DEFAULT_IMAGE)
        @Size(min = 1, max = 512)
        @Pattern(Formats.VISIBLE)
        @JsonPropertyDescription("Image of its container. Default localhost/lateen-sidecar:0.1.0.")
        String image,
    @Default("5s")
        @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription(
            "How long requests under way may finish when it stops. Default 5s.")
        String drainDuration) {

  /** The image that is used unless another is named. */
  public static final String DEFAULT_IMAGE = "localhost/lateen-sidecar:0.1.0";

  /** Fills in what is absent. */
  public SidecarSettings {
    image = Values.orElse(image, DEFAULT_IMAGE);
    drainDuration = Values.orElse(drainDuration, "5s");
  }
}
