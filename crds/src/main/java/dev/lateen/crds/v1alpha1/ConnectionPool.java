package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Limits of connections and of requests on them (TM-086..TM-089, TS-02). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConnectionPool(
    @JsonPropertyDescription("Limits of connections.") TcpPool tcp,
    @JsonPropertyDescription("Limits of HTTP requests and connections.") HttpPool http) {}
