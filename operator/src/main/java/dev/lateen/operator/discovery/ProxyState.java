package dev.lateen.operator.discovery;

import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.rules.RuleRevision;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What discovery knows of one proxy at one moment (TS-17, UA-22).
 *
 * @param nodeId xDS node id
 * @param instance the instance it serves
 * @param type {@code sidecar} or {@code ingress} (TM-144)
 * @param clientVersion what the client says of itself, for example {@code lateen/0.1.0} or {@code
 *     envoy/1.40.0}
 * @param identity whether it has, or gets, an identity of the mesh
 * @param connected whether its stream is open
 * @param acknowledged type name (SDS, CDS, EDS, LDS, RDS) to the version last acknowledged
 * @param synced whether every type acknowledged what was last compiled for it
 * @param relevantRules rules inside the configuration last compiled for it
 * @param liveRules rules inside the configuration it last acknowledged as a whole
 * @param lastError what it last refused and why, until it accepts that type again
 * @param lastSync when it last became synced
 */
public record ProxyState(
    String nodeId,
    InstanceKey instance,
    String type,
    String clientVersion,
    boolean identity,
    boolean connected,
    Map<String, String> acknowledged,
    boolean synced,
    Set<RuleRevision> relevantRules,
    Set<RuleRevision> liveRules,
    Optional<String> lastError,
    Optional<Instant> lastSync) {

  public ProxyState {
    acknowledged = Map.copyOf(acknowledged);
    relevantRules = Set.copyOf(relevantRules);
    liveRules = Set.copyOf(liveRules);
  }
}
