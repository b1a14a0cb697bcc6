package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How the authority of the mesh stands (AU-020, AU-026). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record IdentityStatus(
    @JsonPropertyDescription("Which root issues, counted from 1.") Integer rootGeneration,
    @JsonPropertyDescription("SHA-256 of the certificate of that root, in lower-case hexadecimal.")
        String rootFingerprint,
    @JsonPropertyDescription("When that root expires, as in RFC 3339.") String rootExpires,
    @JsonPropertyDescription(
            "Where a change of the root stands: STEADY, none is under way; DISTRIBUTING, the next"
                + " root is being made known; RETIRING, certificates below the previous root are"
                + " being replaced.")
        String phase,
    @JsonPropertyDescription(
            "Connected proxies that confirmed whom to trust, of those that use mutual TLS, such as"
                + " 12/12.")
        String confirmed,
    @JsonPropertyDescription("Certificates on the revocation lists.") Integer revoked) {}
