package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What calls are alike by, and how they find their instance (TS-02). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "[has(self.httpHeaderName), has(self.httpCookie), has(self.useSourceIp) && self.useSourceIp, has(self.httpQueryParameterName)].filter(given, given).size() == 1",
    message =
        "exactly one of httpHeaderName, httpCookie, useSourceIp, httpQueryParameterName must be set")
@ValidationRule(
    value = "!has(self.ringHash) || !has(self.maglev)",
    message = "excludes ringHash: leave one of them out",
    fieldPath = ".maglev")
public record ConsistentHash(
    @Pattern(Formats.HEADER_NAME)
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("By the value of this request header.")
        String httpHeaderName,
    @JsonPropertyDescription("By the value of a cookie.") HashCookie httpCookie,
    @JsonPropertyDescription("By the address of the caller.") Boolean useSourceIp,
    @Pattern(Formats.VISIBLE)
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("By the value of this parameter of the query.")
        String httpQueryParameterName,
    @JsonPropertyDescription(
            "With a ring. Excludes maglev. Absent: a ring with defaults, unless maglev is set.")
        RingHash ringHash,
    @JsonPropertyDescription("With a Maglev table. Excludes ringHash.") MaglevTable maglev) {}
