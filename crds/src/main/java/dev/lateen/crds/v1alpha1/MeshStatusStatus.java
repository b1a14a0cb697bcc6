package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** The state that a {@link MeshStatus} shows. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MeshStatusStatus(
    @JsonPropertyDescription("Generation that this status is about.") Long observedGeneration,
    @JsonPropertyDescription("Ready, with its reason.") List<Condition> conditions,
    @JsonPropertyDescription("Connected sidecars of those expected, such as 12/12.")
        String sidecars,
    @JsonPropertyDescription("Sidecars that acknowledged all of those connected, such as 12/12.")
        String synced,
    @JsonPropertyDescription("Accepted rules of all, such as 7/8.") String rules,
    @JsonPropertyDescription("Each proxy.") List<ProxyStatus> proxies) {

  /** Normalises absent lists to empty ones. */
  public MeshStatusStatus {
    conditions = Values.list(conditions);
    proxies = Values.list(proxies);
  }
}
