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

/** Every proxy asks every instance now and then whether it is well (TM-148, GP-01). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "[has(self.http), has(self.grpc), has(self.tcp)].filter(given, given).size() == 1",
    message = "exactly one of http, grpc, tcp must be set")
public record HealthCheck(
    @JsonPropertyDescription("Asks by HTTP.") HttpHealthCheck http,
    @JsonPropertyDescription("Asks by grpc.health.v1.Health.") GrpcHealthCheck grpc,
    @JsonPropertyDescription("Asks for a connection.") TcpHealthCheck tcp,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription("Between two questions. Default 10s.")
        String interval,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription("Of an answer. Default 1s.")
        String timeout,
    @Min(1)
        @Max(100)
        @JsonPropertyDescription("Good answers in a row that bring an instance back. Default 2.")
        Integer healthyThreshold,
    @Min(1)
        @Max(100)
        @JsonPropertyDescription(
            "Bad answers in a row that take an instance out; a 503 takes it out at once. Default 3.")
        Integer unhealthyThreshold) {

  /** Fills in the defaults. */
  public HealthCheck {
    interval = Values.orElse(interval, "10s");
    timeout = Values.orElse(timeout, "1s");
    healthyThreshold = Values.orElse(healthyThreshold, 2);
    unhealthyThreshold = Values.orElse(unhealthyThreshold, 3);
  }
}
