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

/** Limits of HTTP requests and connections. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.maxRetries) || !has(self.retryBudget)",
    message = "maxRetries and retryBudget exclude each other",
    fieldPath = ".maxRetries")
public record HttpPool(
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription("How long a connection may be without a request. Absent: 1m.")
        String idleTimeout,
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription(
            "Requests per connection; 1 disables keep-alive, 0 is no limit. Absent: no limit.")
        Integer maxRequestsPerConnection,
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription("Retries under way at once. Absent: 3.")
        Integer maxRetries,
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription("Requests that wait for a connection; more get 503. Absent: 1024.")
        Integer maxPendingRequests,
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription("Requests under way at once; more get 503. Absent: 1024.")
        Integer maxRequests,
    @JsonPropertyDescription(
            "Retries under way at once, as a share of the requests. Excludes maxRetries. Absent: as"
                + " maxRetries says.")
        RetryBudget retryBudget) {}
