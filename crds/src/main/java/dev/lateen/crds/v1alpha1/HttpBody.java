package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The body of a direct response: a text or bytes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.string) != has(self.bytes)",
    message = "exactly one of string and bytes must be set")
public record HttpBody(
    @Size(max = 4096) @JsonPropertyDescription("A text, sent as UTF-8.") String string,
    @Pattern(Formats.BASE64)
        @Size(max = 5464)
        @JsonPropertyDescription("Bytes in base64, at most 4096 of them.")
        String bytes) {}
