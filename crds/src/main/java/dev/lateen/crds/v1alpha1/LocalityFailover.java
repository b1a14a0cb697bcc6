package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Which region takes over for another. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "self.from != self.to",
    message = "must be another region than from",
    fieldPath = ".to")
public record LocalityFailover(
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Region of the caller.")
        String from,
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Region that takes over.")
        String to) {}
