package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Settings of every sidecar; annotations of a pod override most of them. */
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
        String drainDuration,
    @Default("true")
        @JsonPropertyDescription(
            "Whether it runs as a native sidecar (an init container that stays), so that jobs"
                + " finish and it outlives the application; else as a container like any other."
                + " Default true.")
        Boolean nativeSidecar,
    @Default("true")
        @JsonPropertyDescription(
            "Whether the application starts only when the sidecar is ready. Default true.")
        Boolean holdApplication,
    @Default("false")
        @JsonPropertyDescription(
            "Whether the application gets the identity of its pod by the SPIFFE Workload API, at the socket that SPIFFE_ENDPOINT_SOCKET names. Default false.")
        Boolean workloadApi,
    @Default("{}") @JsonPropertyDescription("What its container asks of a node.")
        SidecarResources resources,
    @Default("{}") @JsonPropertyDescription("Which pods get a sidecar.") SidecarInjection injection,
    @Default("{}") @JsonPropertyDescription("Which connections go through it.")
        SidecarCapture capture) {

  /** The image that is used unless another is named. */
  public static final String DEFAULT_IMAGE = "localhost/lateen-sidecar:0.1.0";

  /** Fills in what is absent. */
  public SidecarSettings {
    image = Values.orElse(image, DEFAULT_IMAGE);
    drainDuration = Values.orElse(drainDuration, "5s");
    nativeSidecar = Values.orElse(nativeSidecar, true);
    holdApplication = Values.orElse(holdApplication, true);
    workloadApi = Values.orElse(workloadApi, false);
    resources = Values.orElse(resources, new SidecarResources(null, null));
    injection = Values.orElse(injection, new SidecarInjection(null, null));
    capture = Values.orElse(capture, SidecarCapture.everything());
  }

  /** What nobody asked otherwise for. */
  public static SidecarSettings defaults() {
    return new SidecarSettings(null, null, null, null, null, null, null, null);
  }
}
