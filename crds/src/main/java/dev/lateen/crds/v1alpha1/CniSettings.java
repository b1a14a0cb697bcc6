package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Optional;

/**
 * The plug-in of the nodes that captures connections, installed where {@code
 * spec.sidecar.capture.method} is {@code CNI} (UA-12).
 *
 * @param image absent: that of the sidecars
 * @param binDirectory where a node has its plug-ins
 * @param configDirectory where a node has its networks
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CniSettings(
    @Size(min = 1, max = 512)
        @Pattern(Formats.VISIBLE)
        @JsonPropertyDescription(
            "Image with the plug-in: the native one of the sidecar, as nodes run it without Java."
                + " Absent: spec.sidecar.image.")
        String image,
    @Default(CniSettings.BIN_DIRECTORY)
        @Size(min = 2, max = 512)
        @Pattern(Formats.ABSOLUTE_PATH)
        @JsonPropertyDescription(
            "Directory of a node in which its container runtime looks for plug-ins. Default"
                + " /opt/cni/bin.")
        String binDirectory,
    @Default(CniSettings.CONFIG_DIRECTORY)
        @Size(min = 2, max = 512)
        @Pattern(Formats.ABSOLUTE_PATH)
        @JsonPropertyDescription(
            "Directory of a node in which its container runtime looks for networks. Default"
                + " /etc/cni/net.d.")
        String configDirectory) {
  static final String BIN_DIRECTORY = "/opt/cni/bin";
  static final String CONFIG_DIRECTORY = "/etc/cni/net.d";

  /** Fills in what is absent. */
  public CniSettings {
    binDirectory = Values.orElse(binDirectory, BIN_DIRECTORY);
    configDirectory = Values.orElse(configDirectory, CONFIG_DIRECTORY);
  }

  /**
   * The image to use.
   *
   * @param sidecar that of the sidecars
   */
  public String imageOr(String sidecar) {
    return Optional.ofNullable(image).orElse(sidecar);
  }
}
