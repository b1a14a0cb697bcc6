package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Cross-origin resource sharing; preflight requests are answered by the proxy (TM-100). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CorsPolicy(
    @Size(max = 64) @JsonPropertyDescription("Origins that may call, or * for all.")
        List<@Pattern(Formats.VISIBLE) @Size(min = 1, max = 255) String> allowOrigin,
    @Size(max = 16) @JsonPropertyDescription("Value of Access-Control-Allow-Methods.")
        List<@Pattern(Formats.HTTP_METHOD) @Size(min = 1, max = 32) String> allowMethods,
    @Size(max = 64) @JsonPropertyDescription("Value of Access-Control-Allow-Headers.")
        List<@Pattern(Formats.VISIBLE) @Size(min = 1, max = 128) String> allowHeaders,
    @Size(max = 64) @JsonPropertyDescription("Value of Access-Control-Expose-Headers.")
        List<@Pattern(Formats.VISIBLE) @Size(min = 1, max = 128) String> exposeHeaders,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription(
            "How long a browser may keep the answer, such as 24h. Absent: not said.")
        String maxAge,
    @JsonPropertyDescription("Value of Access-Control-Allow-Credentials. Absent: not said.")
        Boolean allowCredentials,
    @Size(max = 64)
        @JsonPropertyDescription("Conditions on the origins that may call, beside allowOrigin.")
        List<StringMatch> allowOrigins,
    @JsonPropertyDescription(
            "What becomes of a preflight request whose origin may not call: FORWARD sends it to the"
                + " service, IGNORE answers it without permission. Default FORWARD.")
        UnmatchedPreflights unmatchedPreflights) {

  /** What becomes of a preflight request that the policy does not allow. */
  public enum UnmatchedPreflights {
    /** It goes to the service. */
    FORWARD,
    /** It is answered by the proxy, without permission. */
    IGNORE
  }

  /** Normalises absent lists to empty ones. */
  public CorsPolicy {
    allowOrigin = Values.list(allowOrigin);
    allowMethods = Values.list(allowMethods);
    allowHeaders = Values.list(allowHeaders);
    exposeHeaders = Values.list(exposeHeaders);
    allowOrigins = Values.list(allowOrigins);
    unmatchedPreflights = Values.orElse(unmatchedPreflights, UnmatchedPreflights.FORWARD);
  }
}
