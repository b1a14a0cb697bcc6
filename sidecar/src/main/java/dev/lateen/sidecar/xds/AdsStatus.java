package dev.lateen.sidecar.xds;

import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.xds.snapshot.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the conversation with discovery stands. Immutable.
 *
 * @param connected whether a stream has answered
 * @param versions last accepted version by type
 * @param live the model in force; empty before the first one
 * @param missing what the newest model still lacks
 * @param lastError what was last refused or failed
 */
public record AdsStatus(
    boolean connected,
    Map<ResourceType, String> versions,
    Optional<ProxyModel> live,
    Set<String> missing,
    Optional<String> lastError) {
  static final AdsStatus INITIAL =
      new AdsStatus(false, Map.of(), Optional.empty(), Set.of(), Optional.empty());

  AdsStatus withConnected(boolean other) {
    return new AdsStatus(other, versions, live, missing, lastError);
  }

  AdsStatus withResources(Map<ResourceType, String> newVersions, Set<String> newMissing) {
    return new AdsStatus(connected, newVersions, live, newMissing, lastError);
  }

  AdsStatus withLive(ProxyModel model) {
    return new AdsStatus(connected, versions, Optional.of(model), missing, lastError);
  }

  AdsStatus withError(String error) {
    return new AdsStatus(connected, versions, live, missing, Optional.of(error));
  }
}
