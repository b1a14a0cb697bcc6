package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** What the container of a sidecar asks of a node. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SidecarResources(
    @Default("{}") @JsonPropertyDescription("What is set aside for it.") Requests requests,
    @Default("{}") @JsonPropertyDescription("What it may use at most.") Limits limits) {

  /** Fills in what is absent. */
  public SidecarResources {
    requests = Values.orElse(requests, new Requests(null, null));
    limits = Values.orElse(limits, new Limits(null, null));
  }

  /** What is set aside. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Requests(
      @Default("100m")
          @Pattern(Formats.CPU_AMOUNT)
          @Size(min = 1, max = 16)
          @JsonPropertyDescription("Processors, such as 100m or 0.5. Default 100m.")
          String cpu,
      @Default("128Mi")
          @Pattern(Formats.MEMORY_AMOUNT)
          @Size(min = 1, max = 16)
          @JsonPropertyDescription("Memory, such as 128Mi. Default 128Mi.")
          String memory) {

    /** Fills in what is absent. */
    public Requests {
      cpu = Values.orElse(cpu, "100m");
      memory = Values.orElse(memory, "128Mi");
    }
  }

  /**
   * What it may use.
   *
   * @param cpu {@code null}: as much as the node has
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Limits(
      @Pattern(Formats.CPU_AMOUNT)
          @Size(min = 1, max = 16)
          @JsonPropertyDescription(
              "Processors, such as 2 or 500m. Absent: as much as the node has.")
          String cpu,
      @Default("512Mi")
          @Pattern(Formats.MEMORY_AMOUNT)
          @Size(min = 1, max = 16)
          @JsonPropertyDescription("Memory, such as 512Mi. Default 512Mi.")
          String memory) {

    /** Fills in what is absent. */
    public Limits {
      memory = Values.orElse(memory, "512Mi");
    }
  }
}
