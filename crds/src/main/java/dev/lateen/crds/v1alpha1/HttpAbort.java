package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Answers a share of the calls with a status (TM-072, TM-073). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "[has(self.httpStatus), has(self.grpcStatus), has(self.http2Error)].filter(x, x).size()"
            + " == 1",
    message = "exactly one of httpStatus, grpcStatus and http2Error must be set")
public record HttpAbort(
    @Min(0)
        @Max(100)
        @JsonPropertyDescription("Share of the calls in percent, 0 to 100. Default 100.")
        Double percent,
    @Min(0) @Max(600) @JsonPropertyDescription("HTTP status of the answer, 0 to 600.")
        Integer httpStatus,
    @Pattern(Formats.GRPC_STATUS)
        @Size(min = 1, max = 32)
        @JsonPropertyDescription(
            "gRPC status of the answer, by name such as UNAVAILABLE or by number, 0 to 16. Callers"
                + " that speak plain HTTP get the HTTP status for it.")
        String grpcStatus,
    @Pattern(Formats.HTTP2_ERROR)
        @Size(min = 1, max = 32)
        @JsonPropertyDescription(
            "HTTP/2 error the stream is reset with, such as REFUSED_STREAM; of HTTP/1 the connection"
                + " ends. Envoy answers 503.")
        String http2Error,
    @Pattern(Formats.HEADER_NAME)
        @Size(min = 1, max = 128)
        @JsonPropertyDescription("Request header that overrides the status. Absent: none.")
        String overrideHeaderName) {

  /** An omitted percent means all calls (TM-075). */
  public HttpAbort {
    percent = Values.orElse(percent, 100.0);
  }
}
