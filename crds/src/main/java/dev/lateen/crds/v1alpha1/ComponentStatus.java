package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** One installed part of a mesh. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComponentStatus(
    @Required @JsonPropertyDescription("Name of the part, such as ingress-gateway.") String name,
    @JsonPropertyDescription("Kind of the object that runs it, such as Deployment.") String kind,
    @JsonPropertyDescription("Whether it is ready.") boolean ready,
    @JsonPropertyDescription("What it waits for. Absent: nothing.") String message) {}
