package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** Whether callers must prove who they are. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MutualTls(
    @Default("PERMISSIVE")
        @JsonPropertyDescription("PERMISSIVE, STRICT or DISABLE. Default PERMISSIVE.")
        Mode mode) {

  /** An omitted mode means {@link Mode#PERMISSIVE}. */
  public MutualTls {
    mode = Values.orElse(mode, Mode.PERMISSIVE);
  }

  /** What is demanded. */
  public enum Mode {
    /** Mutual TLS and plain text. */
    PERMISSIVE,
    /** Mutual TLS alone. */
    STRICT,
    /** Plain text alone. */
    DISABLE
  }
}
