package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** The shares of localities in the calls from one locality. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LocalityShares(
    @Required
        @Size(min = 1, max = 191)
        @JsonPropertyDescription(
            "Locality of the caller: region, region/zone or region/zone/subZone; a part may be *.")
        String from,
    @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription("Share by locality in percent; all add up to 100.")
        Map<String, @Min(0) @Max(100) Integer> to) {

  /** Normalises absent shares to none. */
  public LocalityShares {
    to = Values.map(to);
  }
}
