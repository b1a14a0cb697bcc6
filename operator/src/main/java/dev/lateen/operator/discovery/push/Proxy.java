package dev.lateen.operator.discovery.push;

import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.discovery.compile.ProxyIdentity;
import dev.lateen.operator.discovery.snapshot.ResourceSet;
import dev.lateen.operator.discovery.snapshot.ResourceType;
import dev.lateen.operator.discovery.snapshot.VersionedSnapshot;
import dev.lateen.operator.rules.RuleRevision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What discovery knows of one proxy; it outlives the proxy's streams. Confined to the push loop.
 */
final class Proxy {
  private static final Logger LOG = Logger.getLogger(Proxy.class);

  private final ProxyIdentity identity;
  private final String clientVersion;
  private final InstantSource clock;
  private final DiscoveryMetrics metrics;
  private final Map<ResourceType, ResourceSet> accepted = new EnumMap<>(ResourceType.class);
  private final Map<ResourceType, String> errors = new EnumMap<>(ResourceType.class);
  private Optional<ProxyStream> stream = Optional.empty();
  private Optional<VersionedSnapshot> target = Optional.empty();
  private Optional<Instant> behindSince = Optional.empty();
  private Optional<Instant> lastSync = Optional.empty();
  private Set<RuleRevision> liveRules = Set.of();
  private boolean synced;

  Proxy(
      ProxyIdentity identity, String clientVersion, InstantSource clock, DiscoveryMetrics metrics) {
    this.identity = identity;
    this.clientVersion = clientVersion;
    this.clock = clock;
    this.metrics = metrics;
  }

  ProxyIdentity identity() {
    return identity;
  }

  boolean connected() {
    return stream.isPresent();
  }

  /** A newer stream takes the place of an older one. */
  void connect(ProxyStream newer) {
    LOG.infof("proxy connected node=%s client=%s", identity.nodeId(), clientVersion);
    stream = Optional.of(newer);
  }

  /** Ends a stream; says whether it was the current one. */
  boolean disconnect(ProxyStream ended) {
    boolean current = stream.filter(ended::equals).isPresent();
    if (current) {
      LOG.infof("proxy disconnected node=%s", identity.nodeId());
      stream = Optional.empty();
      synced = false;
    }
    return current;
  }

  /** Gives the proxy something new to become. */
  void aim(VersionedSnapshot snapshot, Instant since) {
    if (target.filter(snapshot::sameContent).isEmpty()) {
      behindSince = behindSince.or(() -> Optional.of(since));
    }
    target = Optional.of(snapshot);
  }

  /** Whether its stream says it has something from an earlier one. */
  boolean claims() {
    return stream.map(ProxyStream::claims).orElse(false);
  }

  boolean hasTarget() {
    return target.isPresent();
  }

  /** Sends what can be sent now, and notes whether the proxy has everything. */
  void advance() {
    if (stream.isEmpty() || target.isEmpty()) {
      return;
    }
    stream.get().advance(target.get());
    synced = stream.get().synced(target.get());
    if (synced) {
      liveRules = target.get().rules();
      behindSince.ifPresent(since -> arrived(since, clock.instant()));
    }
  }

  private void arrived(Instant since, Instant now) {
    metrics.converged(Duration.between(since, now));
    behindSince = Optional.empty();
    lastSync = Optional.of(now);
  }

  /** What the proxy accepted last of a type, also on an earlier stream. */
  ResourceSet remembered(ResourceType type) {
    return accepted.getOrDefault(type, ResourceSet.EMPTY);
  }

  void offered(Offer offer) {
    metrics.pushed(offer.type());
  }

  void accepted(Offer offer) {
    accepted.put(offer.type(), offer.whole());
    errors.remove(offer.type());
  }

  void refused(Offer offer, String reason) {
    metrics.rejected(offer.type());
    errors.put(offer.type(), offer.type() + " " + offer.whole().version() + ": " + reason);
    LOG.warnf(
        "proxy refused configuration node=%s type=%s version=%s resources=%s reason=%s",
        identity.nodeId(),
        offer.type(),
        offer.whole().version(),
        offer.changed().stream().map(resource -> resource.name()).toList(),
        reason);
  }

  ProxyState state() {
    return new ProxyState(
        identity.nodeId(),
        identity.instance(),
        identity.type().text(),
        clientVersion,
        identity.svid(),
        connected(),
        stream.map(ProxyStream::acknowledged).orElse(Map.of()),
        synced,
        target.map(VersionedSnapshot::rules).orElse(Set.of()),
        liveRules,
        errors.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", errors.values())),
        lastSync);
  }
}
