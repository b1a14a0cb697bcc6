package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Conditions on an HTTP request: all must hold (TM-022, TS-01). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MatchRequest(
    @Size(max = 64)
        @JsonPropertyDescription(
            "Header name to condition; all must hold. Lower-case names; uri, scheme, method and"
                + " authority stand for the parts of the request line. {} means that it is there.")
        Map<String, StringMatch> headers,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Header name to condition; none may hold. A header that is not there fulfils none.")
        Map<String, StringMatch> withoutHeaders,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Parameter of the query to condition; all must hold. {} means that it is there.")
        Map<String, StringMatch> queryParams,
    @JsonPropertyDescription("Whether uri compares without case. Default false.")
        boolean ignoreUriCase) {

  /** Normalises absent maps to empty ones. */
  public MatchRequest {
    headers = Values.map(headers);
    withoutHeaders = Values.map(withoutHeaders);
    queryParams = Values.map(queryParams);
  }
}
