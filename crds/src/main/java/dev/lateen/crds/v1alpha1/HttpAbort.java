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
    value = "has(self.httpStatus) || has(self.grpcStatus) || has(self.http2Error)",
    message = "httpStatus must be set")
@ValidationRule(
    value = "!has(self.grpcStatus)",
    message = "grpcStatus is not implemented: use httpStatus",
    fieldPath = ".grpcStatus")
@ValidationRule(
    value = "!has(self.http2Error)",
    message = "http2Error is not implemented: use httpStatus",
    fieldPath = ".http2Error")
public record HttpAbort(
    @Min(0)
        @Max(100)
        @JsonPropertyDescription("Share of the calls in percent, 0 to 100. Default 100.")
        Double percent,
    @Min(0) @Max(600) @JsonPropertyDescription("HTTP status of the answer, 0 to 600.")
        Integer httpStatus,
    @Size(max = 64) @JsonPropertyDescription("Known, and refused as not implemented.")
        String grpcStatus,
    @Size(max = 64) @JsonPropertyDescription("Known, and refused as not implemented.")
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
