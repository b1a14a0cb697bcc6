package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.ValidationRule;

/** How an instance is chosen (TM-083..TM-085). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.custom)",
    message = "custom is not implemented: use name",
    fieldPath = ".custom")
public record LoadBalancing(
    @JsonPropertyDescription("ROUND_ROBIN, LEAST_CONN or RANDOM. Default ROUND_ROBIN.")
        Algorithm name,
    @PreserveUnknownFields
        @JsonPropertyDescription("Extension slot. Known, and refused as not implemented.")
        JsonNode custom) {

  /** An omitted name means {@link Algorithm#ROUND_ROBIN}. */
  public LoadBalancing {
    name = Values.orElse(name, Algorithm.ROUND_ROBIN);
  }

  /** The ways to choose an instance. */
  public enum Algorithm {
    /** One after the other. */
    ROUND_ROBIN,
    /** Of two random instances the one with fewer requests under way. */
    LEAST_CONN,
    /** Any. */
    RANDOM
  }
}
