package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Whether callers must prove who they are (TS-08). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MutualTls(
    @Default("UNSET")
        @JsonPropertyDescription(
            "UNSET, PERMISSIVE, STRICT or DISABLE. Default UNSET: what the next wider policy says,"
                + " and PERMISSIVE where none says anything.")
        Mode mode,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Port of the application to what holds there instead. Needs a selector with labels.")
        Map<String, PortMutualTls> ports) {

  /** An omitted mode means {@link Mode#UNSET}. */
  public MutualTls {
    mode = Values.orElse(mode, Mode.UNSET);
    ports = Values.map(ports);
  }

  /** What is demanded. */
  public enum Mode {
    /** Whatever the next wider scope says. */
    UNSET,
    /** Mutual TLS and plain text. */
    PERMISSIVE,
    /** Mutual TLS alone. */
    STRICT,
    /** Plain text alone. */
    DISABLE
  }
}
