package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** One destination of a rule and its share of the calls (TM-030..TM-032). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record DestinationWeight(
    @JsonPropertyDescription("Another service to send to. Absent: the destination of the rule.")
        IstioService destination,
    @Size(max = 64)
        @JsonPropertyDescription("Labels of the instances to send to. Absent: all instances.")
        Map<String, @Pattern(Formats.LABEL_VALUE) @Size(max = 63) String> labels,
    @Min(0)
        @Max(100)
        @JsonPropertyDescription(
            "Share of the calls in percent; all of a rule add up to 100. A single entry takes all.")
        int weight,
    @JsonPropertyDescription("Changes of the headers of what goes here. Absent: none.")
        Headers headers) {

  /** Normalises absent labels to an empty map. */
  public DestinationWeight {
    labels = Values.map(labels);
  }
}
