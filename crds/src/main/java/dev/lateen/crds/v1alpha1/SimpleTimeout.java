package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A fixed time for the whole call, retries included; after it the caller gets 504 (TM-060). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SimpleTimeout(
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription("Duration such as 5s or 200ms, at least 1ms. Absent: 15s.")
        String timeout,
    @Pattern(Formats.HEADER_NAME)
        @Size(min = 1, max = 128)
        @JsonPropertyDescription(
            "Request header that overrides the time. Absent: x-envoy-upstream-rq-timeout-ms.")
        String overrideHeaderName) {}
