package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A cookie that calls are alike by. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HashCookie(
    @Required
        @Pattern(Formats.VISIBLE)
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("Name of the cookie.")
        String name,
    @Pattern(Formats.VISIBLE)
        @Size(min = 1, max = 1024)
        @JsonPropertyDescription("Path of a cookie that is made. Absent: none.")
        String path,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @JsonPropertyDescription(
            "Lifetime of a cookie that is made for a caller without; 0s until the caller closes. Absent: none is made.")
        String ttl) {}
