package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** What every proxy tells of the traffic (PO-098). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TelemetrySettings(
    @Default("NONE")
        @JsonPropertyDescription(
            "A line for each request on the standard output of the proxy: NONE, TEXT as Envoy's"
                + " default, or JSON. Default NONE.")
        AccessLog accessLog) {

  /** Fills in what is absent. */
  public TelemetrySettings {
    accessLog = Values.orElse(accessLog, AccessLog.NONE);
  }

  /** How requests are written down. */
  public enum AccessLog {
    /** They are not. */
    NONE,
    /** As text, in Envoy's default format. */
    TEXT,
    /** As JSON, a document for each line. */
    JSON
  }
}
