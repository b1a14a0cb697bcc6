package dev.lateen.operator.discovery.push;

import com.google.protobuf.Any;
import dev.lateen.operator.discovery.snapshot.Resource;
import dev.lateen.operator.discovery.snapshot.ResourceSet;
import dev.lateen.operator.discovery.snapshot.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one client wants of one type, has, and was offered. One offer is open at a time. Confined to
 * the push loop.
 */
final class Subscription {
  private static final String WILDCARD = "*";

  private final ResourceType type;
  private final Set<String> names = new HashSet<>();
  private final Set<String> resend = new HashSet<>();
  private boolean wildcard;
  private boolean started;
  private boolean answered;
  private boolean accepted;
  private String claimedVersion = "";
  private ResourceSet held = ResourceSet.EMPTY;
  private Optional<Offer> open = Optional.empty();
  private Optional<String> refusedVersion = Optional.empty();

  Subscription(ResourceType type) {
    this.type = type;
  }

  boolean wildcard() {
    return wildcard;
  }

  /** What the client accepted last. */
  ResourceSet held() {
    return held;
  }

  /** The version the client accepted last, empty before the first. */
  Optional<String> acknowledged() {
    return accepted ? Optional.of(held.version()) : Optional.empty();
  }

  /** Whether the client wants all these names. */
  boolean covers(Set<String> wanted) {
    return wildcard || names.containsAll(wanted);
  }

  /** Takes over what the client wants now. */
  void want(Interest interest, ResourceSet remembered) {
    switch (interest) {
      case Interest.Whole whole -> wantWhole(whole, remembered);
      case Interest.Change change -> wantChange(change);
    }
    started = true;
  }

  private void wantWhole(Interest.Whole whole, ResourceSet remembered) {
    wildcard =
        whole.names().contains(WILDCARD) || whole.names().isEmpty() && (!started || wildcard);
    names.clear();
    names.addAll(whole.names());
    if (!started) {
      claimedVersion = whole.version();
      if (remembered.version().equals(claimedVersion)) {
        held = remembered;
      }
    } else if (!wildcard) {
      held = held.only(names);
    }
  }

  private void wantChange(Interest.Change change) {
    if (!started) {
      wildcard = change.subscribe().isEmpty();
      held =
          ResourceSet.of(
              change.initial().entrySet().stream()
                  .map(has -> new Resource(has.getKey(), has.getValue(), Any.getDefaultInstance()))
                  .toList());
      claimedVersion = held.isEmpty() ? "" : held.version();
    }
    change.subscribe().stream()
        .filter(name -> !name.equals(WILDCARD) && (started || held.find(name).isEmpty()))
        .forEach(resend::add);
    wildcard |= change.subscribe().contains(WILDCARD);
    wildcard &= !change.unsubscribe().contains(WILDCARD);
    names.addAll(change.subscribe());
    change.unsubscribe().forEach(names::remove);
    if (!wildcard) {
      held = held.only(names);
    }
  }

  /** Whether the client is known to have something from an earlier stream. */
  boolean claims() {
    return !claimedVersion.isEmpty();
  }

  /** Sends these again, whether or not they changed: a client that rebuilt them waits for them. */
  void sendAgain(Set<String> again) {
    again.stream().filter(name -> wildcard || names.contains(name)).forEach(resend::add);
  }

  /** Whether the client has accepted what it would get of {@code desired}. */
  boolean settled(ResourceSet desired) {
    return answered
        && open.isEmpty()
        && resend.isEmpty()
        && held.version().equals(select(desired).version());
  }

  /** The next response, where one is due. */
  Optional<Offer> offer(ResourceSet desired, String nonce) {
    ResourceSet selected = select(desired);
    if (open.isPresent() || refusedVersion.filter(selected.version()::equals).isPresent()) {
      return Optional.empty();
    }
    if (!answered && claimedVersion.equals(selected.version())) {
      held = selected;
      answered = true;
      accepted = true;
    }
    if (answered && resend.isEmpty() && held.version().equals(selected.version())) {
      return Optional.empty();
    }
    var offer = new Offer(type, nonce, selected, changed(selected), removed(selected));
    answered = true;
    resend.clear();
    open = Optional.of(offer);
    return open;
  }

  /** Closes the open offer if the nonce is its; says whether it was. */
  Optional<Offer> close(String nonce, boolean accepted) {
    Optional<Offer> closed = open.filter(offer -> offer.nonce().equals(nonce));
    closed.ifPresent(
        offer -> {
          open = Optional.empty();
          if (accepted) {
            held = offer.whole();
            this.accepted = true;
            refusedVersion = Optional.empty();
          } else {
            refusedVersion = Optional.of(offer.whole().version());
          }
        });
    return closed;
  }

  /** Whether a request with this nonce is about an older response and says nothing any more. */
  boolean stale(String nonce) {
    return !nonce.isEmpty() && open.filter(offer -> !offer.nonce().equals(nonce)).isPresent();
  }

  private ResourceSet select(ResourceSet desired) {
    return wildcard ? desired : desired.only(names);
  }

  private List<Resource> changed(ResourceSet selected) {
    return selected.resources().stream()
        .filter(resource -> resend.contains(resource.name()) || !has(resource))
        .toList();
  }

  private boolean has(Resource resource) {
    return held.find(resource.name())
        .filter(old -> old.version().equals(resource.version()))
        .isPresent();
  }

  private List<String> removed(ResourceSet selected) {
    var removed = new HashSet<>(held.names());
    resend.stream().filter(names::contains).forEach(removed::add);
    removed.removeAll(selected.names());
    return removed.stream().sorted().toList();
  }
}
