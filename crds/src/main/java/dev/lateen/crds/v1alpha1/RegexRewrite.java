package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Replaces what an expression finds in the path (TS-01). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RegexRewrite(
    @Required
        @Size(min = 1, max = 1024)
        @JsonPropertyDescription("What is replaced, wherever it stands: an RE2 expression.")
        String match,
    @Required
        @Size(max = 1024)
        @Pattern(Formats.VISIBLE_OR_EMPTY)
        @JsonPropertyDescription("What takes its place; \\1 is what the first group found.")
        String rewrite) {}
