package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** Where an instance is; absent parts are empty. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Locality(
    @Size(max = 63) @JsonPropertyDescription("Region.") String region,
    @Size(max = 63) @JsonPropertyDescription("Zone within the region.") String zone,
    @Size(max = 63) @JsonPropertyDescription("Part of the zone.") String subZone) {

  /** Normalises absent parts to empty ones. */
  public Locality {
    region = Values.orElse(region, "");
    zone = Values.orElse(zone, "");
    subZone = Values.orElse(subZone, "");
  }
}
