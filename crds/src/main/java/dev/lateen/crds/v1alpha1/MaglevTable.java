package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** The table of a consistent hash. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MaglevTable(
    @Min(2) @Max(5000011) @JsonPropertyDescription("Entries, a prime number. Default 65537.")
        Integer tableSize) {

  /** Fills in the default. */
  public MaglevTable {
    tableSize = Values.orElse(tableSize, 65_537);
  }
}
