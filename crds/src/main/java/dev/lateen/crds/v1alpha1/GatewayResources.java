package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** What the container of a gateway asks of a node. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GatewayResources(
    @Default("{}") @JsonPropertyDescription("What is set aside for it.") Requests requests,
    @Default("{}") @JsonPropertyDescription("What it may use at most.")
        SidecarResources.Limits limits) {

  /** Fills in what is absent. */
  public GatewayResources {
    requests = Values.orElse(requests, new Requests(null, null));
    limits = Values.orElse(limits, new SidecarResources.Limits(null, null));
  }

  /** What is set aside. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Requests(
      @Default("20m")
          @Pattern(Formats.CPU_AMOUNT)
          @Size(min = 1, max = 16)
          @JsonPropertyDescription("Processors, such as 100m or 0.5. Default 20m.")
          String cpu,
      @Default("96Mi")
          @Pattern(Formats.MEMORY_AMOUNT)
          @Size(min = 1, max = 16)
          @JsonPropertyDescription("Memory, such as 128Mi. Default 96Mi.")
          String memory) {

    /** Fills in what is absent. */
    public Requests {
      cpu = Values.orElse(cpu, "20m");
      memory = Values.orElse(memory, "96Mi");
    }
  }
}
