package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.ValidationRule;

/** How an instance is chosen (TM-083..TM-085, TS-02). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.custom)",
    message = "custom is not implemented: use name",
    fieldPath = ".custom")
@ValidationRule(
    value = "!has(self.consistentHash) || !has(self.name)",
    message = "excludes name: leave one of them out",
    fieldPath = ".consistentHash")
@ValidationRule(
    value =
        "!has(self.slowStart) || (!has(self.consistentHash) && (!has(self.name) || self.name in ['ROUND_ROBIN', 'LEAST_CONN']))",
    message = "only goes with ROUND_ROBIN and LEAST_CONN",
    fieldPath = ".slowStart")
public record LoadBalancing(
    @JsonPropertyDescription(
            "ROUND_ROBIN, LEAST_CONN, RANDOM, PEAK_EWMA (the faster of two by latency) or PASSTHROUGH (where the caller wanted, if its connection tells; else in turn). Default ROUND_ROBIN. Excludes consistentHash.")
        Algorithm name,
    @PreserveUnknownFields
        @JsonPropertyDescription("Extension slot. Known, and refused as not implemented.")
        JsonNode custom,
    @JsonPropertyDescription(
            "Calls that are alike go to one instance. Excludes name. Absent: by name.")
        ConsistentHash consistentHash,
    @JsonPropertyDescription(
            "Instances that are new get their share slowly. Only with ROUND_ROBIN and LEAST_CONN. Absent: at once.")
        SlowStart slowStart,
    @JsonPropertyDescription(
            "Calls stay near. Absent: failover where outlierDetection or healthCheck says which instances are well.")
        LocalityBalancing locality) {

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
    RANDOM,
    /** Of two random instances the one with the lower latency times requests under way. */
    PEAK_EWMA,
    /** Where the caller's connection wanted to go. */
    PASSTHROUGH
  }
}
