package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Conditions on an HTTP request (TM-022). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MatchRequest(
    @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "Header name to condition; all must hold. Lower-case names; uri, scheme, method and"
                + " authority stand for the parts of the request line.")
        Map<String, StringMatch> headers) {

  /** Normalises absent headers to an empty map. */
  public MatchRequest {
    headers = Values.map(headers);
  }
}
