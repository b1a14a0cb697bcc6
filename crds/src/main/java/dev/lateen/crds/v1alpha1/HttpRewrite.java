package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Changes the request before it is forwarded; at least one part is set (TM-041, TS-01). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.uri) || has(self.authority) || has(self.uriRegexRewrite)",
    message = "uri, uriRegexRewrite or authority must be set")
@ValidationRule(
    value = "!has(self.uri) || !has(self.uriRegexRewrite)",
    message = "uri and uriRegexRewrite exclude each other",
    fieldPath = ".uriRegexRewrite")
public record HttpRewrite(
    @Size(min = 1, max = 1024)
        @Pattern(Formats.VISIBLE)
        @JsonPropertyDescription(
            "Replaces the path, or only the matched prefix where the rule matches a prefix.")
        String uri,
    @Size(min = 1, max = 255)
        @Pattern(Formats.VISIBLE)
        @JsonPropertyDescription("Replaces the Host header. Absent: as in the request.")
        String authority,
    @JsonPropertyDescription("Replaces parts of the path that an expression finds.")
        RegexRewrite uriRegexRewrite) {}
