package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How many retries may be under way by the number of requests that are (TS-02, UA-18). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RetryBudget(
    @Min(0)
        @Max(100)
        @JsonPropertyDescription(
            "Retries in percent of the requests that are under way or wait, 0 to 100. Default 20.")
        Double percent,
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription(
            "Retries that may be under way however few requests there are. Default 3.")
        Integer minRetries) {
  /** Normalises what is absent to its default. */
  public RetryBudget {
    percent = percent == null ? Double.valueOf(20) : percent;
    minRetries = minRetries == null ? Integer.valueOf(3) : minRetries;
  }
}
