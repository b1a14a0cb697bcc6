package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A GET that tells whether an instance is well. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HttpHealthCheck(
    @Required
        @Pattern(Formats.PATH)
        @Size(min = 1, max = 2048)
        @JsonPropertyDescription("Path of the request, such as /healthz.")
        String path,
    @Pattern(Formats.VISIBLE)
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("Host of the request. Absent: the full name of the destination.")
        String host,
    @Size(max = 32) @JsonPropertyDescription("Statuses of an instance that is well. Absent: 200.")
        List<@Min(100) @Max(599) Integer> expectedStatuses) {

  /** Normalises an absent list to an empty one. */
  public HttpHealthCheck {
    expectedStatuses = Values.list(expectedStatuses);
  }
}
