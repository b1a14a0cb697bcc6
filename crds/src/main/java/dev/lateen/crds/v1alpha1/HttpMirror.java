package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * Where copies of a share of the requests go; what comes back is dropped (UA-23). Authority and
 * header changes are carried out by the sidecar of Lateen and not by Envoy.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HttpMirror(
    @Required @JsonPropertyDescription("The service and version that get the copies.")
        IstioService destination,
    @Min(0)
        @Max(100)
        @JsonPropertyDescription("Share of the requests in percent, 0 to 100. Default 100.")
        Double percent,
    @Pattern(Formats.VISIBLE)
        @Size(min = 1, max = 255)
        @JsonPropertyDescription(
            "Host of the copies. Absent: that of the request with -shadow after its name.")
        String authority,
    @JsonPropertyDescription("Changes of the headers of the copies. Absent: none.")
        HeaderOperations headers) {

  /** An omitted percent means all requests. */
  public HttpMirror {
    percent = Values.orElse(percent, 100.0);
  }
}
