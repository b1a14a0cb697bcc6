package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** The ring of a consistent hash. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.minimumRingSize) || !has(self.maximumRingSize) || self.minimumRingSize <= self.maximumRingSize",
    message = "must not be more than maximumRingSize",
    fieldPath = ".minimumRingSize")
public record RingHash(
    @Min(1)
        @Max(8388608)
        @JsonPropertyDescription("Entries at least; more spread better. Default 1024.")
        Integer minimumRingSize,
    @Min(1) @Max(8388608) @JsonPropertyDescription("Entries at most. Default 8388608.")
        Integer maximumRingSize) {

  /** Fills in the defaults. */
  public RingHash {
    minimumRingSize = Values.orElse(minimumRingSize, 1024);
    maximumRingSize = Values.orElse(maximumRingSize, 8 << 20);
  }
}
