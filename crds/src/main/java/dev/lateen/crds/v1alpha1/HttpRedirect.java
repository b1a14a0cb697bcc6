package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Answers with another location; at least one part is set (TM-040, TS-01). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "has(self.uri) || has(self.authority) || has(self.prefixRewrite) || has(self.scheme)"
            + " || has(self.port)",
    message = "uri, prefixRewrite, authority, scheme or port must be set")
@ValidationRule(
    value = "!has(self.uri) || !has(self.prefixRewrite)",
    message = "uri and prefixRewrite exclude each other",
    fieldPath = ".prefixRewrite")
@ValidationRule(
    value = "!has(self.port) || !has(self.derivePort)",
    message = "port and derivePort exclude each other",
    fieldPath = ".derivePort")
public record HttpRedirect(
    @Size(min = 1, max = 1024)
        @Pattern(Formats.VISIBLE)
        @JsonPropertyDescription("Replaces the whole path. Absent: as in the request.")
        String uri,
    @Size(min = 1, max = 255)
        @Pattern(Formats.VISIBLE)
        @JsonPropertyDescription("Replaces the host. Absent: as in the request.")
        String authority,
    @Size(min = 1, max = 1024)
        @Pattern(Formats.VISIBLE)
        @JsonPropertyDescription(
            "Replaces the prefix that the rule matches; the rest of the path stays.")
        String prefixRewrite,
    @JsonPropertyDescription("Replaces the scheme: http or https. Absent: as in the request.")
        UriScheme scheme,
    @Min(1) @Max(65535) @JsonPropertyDescription("Replaces the port. Absent: see derivePort.")
        Integer port,
    @JsonPropertyDescription(
            "FROM_PROTOCOL_DEFAULT: 80 or 443, by the scheme. FROM_REQUEST_PORT: as in the request."
                + " Absent: as in the request, unless authority is set.")
        DerivePort derivePort,
    @JsonPropertyDescription("Status: 301, 302, 303, 307 or 308. Default 302.")
        @ValidationRule(
            value = "self in [301, 302, 303, 307, 308]",
            message = "must be 301, 302, 303, 307 or 308")
        Integer redirectCode) {

  /** The port of a redirect where it is not given. */
  public enum DerivePort {
    /** That of the scheme: 80 or 443. */
    FROM_PROTOCOL_DEFAULT,
    /** That of the request. */
    FROM_REQUEST_PORT
  }

  /** The scheme of a redirect. */
  public enum UriScheme {
    /** Without TLS. */
    @JsonProperty("http")
    HTTP,
    /** With TLS. */
    @JsonProperty("https")
    HTTPS
  }

  /** An omitted code means 302, as ever (TM-040). */
  public HttpRedirect {
    redirectCode = Values.orElse(redirectCode, 302);
  }
}
