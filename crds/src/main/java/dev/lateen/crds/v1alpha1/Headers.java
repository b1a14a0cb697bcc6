package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Changes of headers on the way to the service and back (TS-01). Absent: none. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Headers(
    @JsonPropertyDescription("Changes of the request, before forwarding.") HeaderOperations request,
    @JsonPropertyDescription("Changes of the response, before the caller gets it.")
        HeaderOperations response) {}
