package dev.lateen.operator.discovery.push;

import dev.lateen.operator.discovery.snapshot.Resource;
import dev.lateen.operator.discovery.snapshot.ResourceSet;
import dev.lateen.operator.discovery.snapshot.ResourceType;
import dev.lateen.operator.discovery.snapshot.VersionedSnapshot;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One open stream of one proxy. A change is made before the old is broken: new clusters and their
 * endpoints go first, next to those that go away; listeners and routes follow when both are
 * accepted; the old clusters end when the proxy has accepted routes that do not need them. So no
 * route ever names a cluster the proxy has not. Confined to the push loop.
 */
final class ProxyStream {
  private final Proxy proxy;
  private final Wire wire;
  private final Map<ResourceType, Subscription> subscriptions = new EnumMap<>(ResourceType.class);
  private long responses;

  ProxyStream(Proxy proxy, Wire wire) {
    this.proxy = proxy;
    this.wire = wire;
  }

  Proxy proxy() {
    return proxy;
  }

  /** Takes a request in; the answers follow by {@link #advance}. */
  void receive(StreamRequest request) {
    ResourceType type = request.type();
    var subscription = subscriptions.computeIfAbsent(type, Subscription::new);
    boolean stale = subscription.stale(request.nonce());
    if (stale && request.interest() instanceof Interest.Whole) {
      return;
    }
    subscription
        .close(request.nonce(), request.error().isEmpty())
        .ifPresent(offer -> closed(offer, request.error()));
    subscription.want(request.interest(), proxy.remembered(type));
  }

  private void closed(Offer offer, Optional<String> error) {
    if (error.isPresent()) {
      proxy.refused(offer, error.get());
      return;
    }
    proxy.accepted(offer);
  }

  /** Whether the client has something from an earlier stream that we may know nothing of. */
  boolean claims() {
    return subscriptions.values().stream().anyMatch(Subscription::claims);
  }

  /** Sends what can be sent now on the way to the target. */
  void advance(VersionedSnapshot target) {
    boolean broken = settledRoutes(target);
    ResourceSet clusters = offered(ResourceType.CDS, target, broken);
    ResourceSet endpoints = offered(ResourceType.EDS, target, broken);
    offer(ResourceType.SDS, target.set(ResourceType.SDS));
    offer(ResourceType.CDS, clusters);
    offer(ResourceType.EDS, endpoints);
    if (made(target, clusters, endpoints)) {
      offer(ResourceType.LDS, target.set(ResourceType.LDS));
      offer(ResourceType.RDS, target.set(ResourceType.RDS));
    }
  }

  /** Whether the client has accepted all of the target. */
  boolean synced(VersionedSnapshot target) {
    return settledRoutes(target)
        && settledOrNothing(ResourceType.SDS, target)
        && settled(ResourceType.CDS, target.set(ResourceType.CDS))
        && (target.set(ResourceType.EDS).isEmpty()
            || settled(ResourceType.EDS, offered(ResourceType.EDS, target, true)));
  }

  /**
   * What is on offer now: next to the new, what the client has of the old while its routes may need
   * it. Endpoints a client asks for by name stay until it asks for them no more.
   */
  private ResourceSet offered(ResourceType type, VersionedSnapshot target, boolean broken) {
    ResourceSet wanted = target.set(type);
    Subscription subscription = subscriptions.get(type);
    if (subscription == null) {
      return wanted;
    }
    boolean keep = !broken || type == ResourceType.EDS && !subscription.wildcard();
    return keep ? wanted.plus(subscription.held()) : wanted;
  }

  private boolean settledRoutes(VersionedSnapshot target) {
    return settled(ResourceType.LDS, target.set(ResourceType.LDS))
        && settledOrNothing(ResourceType.RDS, target);
  }

  /** A client that asks for single clusters learns their names from its routes: no waiting then. */
  private boolean made(VersionedSnapshot target, ResourceSet clusters, ResourceSet endpoints) {
    Subscription subscription = subscriptions.get(ResourceType.CDS);
    if (subscription == null || !subscription.wildcard()) {
      return true;
    }
    if (!settled(ResourceType.CDS, clusters)) {
      return false;
    }
    Set<String> needed = target.set(ResourceType.EDS).names();
    return needed.isEmpty()
        || settled(ResourceType.EDS, endpoints)
            && subscriptions.get(ResourceType.EDS).covers(needed);
  }

  private boolean settledOrNothing(ResourceType type, VersionedSnapshot target) {
    return target.set(type).isEmpty() || settled(type, target.set(type));
  }

  private boolean settled(ResourceType type, ResourceSet desired) {
    Subscription subscription = subscriptions.get(type);
    return subscription != null && subscription.settled(desired);
  }

  private void offer(ResourceType type, ResourceSet desired) {
    Subscription subscription = subscriptions.get(type);
    if (subscription != null) {
      subscription
          .offer(desired, Long.toString(responses + 1))
          .ifPresent(
              offer -> {
                responses++;
                proxy.offered(offer);
                wire.send(offer);
                followUp(offer);
              });
    }
  }

  /**
   * A proxy that rebuilds a cluster waits for its endpoints, also where those did not change, and
   * Envoy says nothing of the clusters before it has them: they follow at once.
   */
  private void followUp(Offer offer) {
    Subscription endpoints = subscriptions.get(ResourceType.EDS);
    if (offer.type() == ResourceType.CDS && endpoints != null) {
      endpoints.sendAgain(offer.changed().stream().map(Resource::name).collect(Collectors.toSet()));
    }
  }

  /** What the client has accepted, by type. */
  Map<String, String> acknowledged() {
    var versions = new java.util.TreeMap<String, String>();
    subscriptions.forEach(
        (type, subscription) ->
            subscription.acknowledged().ifPresent(version -> versions.put(type.name(), version)));
    return versions;
  }
}
