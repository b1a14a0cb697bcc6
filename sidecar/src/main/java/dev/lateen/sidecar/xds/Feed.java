package dev.lateen.sidecar.xds;

import com.google.protobuf.Any;
import dev.lateen.sidecar.xds.decode.Decoded;
import dev.lateen.sidecar.xds.snapshot.ResourceType;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What was accepted of one resource type and how the conversation about it stands. LDS and CDS
 * always send everything; an RDS or EDS response may hold some of the resources only. Belongs to
 * the thread of its client.
 */
final class Feed<T> {
  private final ResourceType type;
  private final Function<List<Any>, Decoded<T>> decoder;
  private final boolean whole;
  private Map<String, T> resources = new LinkedHashMap<>();
  private Set<String> names = new TreeSet<>();
  private Optional<String> version = Optional.empty();
  private String nonce = "";

  Feed(ResourceType type, Function<List<Any>, Decoded<T>> decoder) {
    this.type = type;
    this.decoder = decoder;
    this.whole = type == ResourceType.LISTENER || type == ResourceType.CLUSTER;
  }

  ResourceType type() {
    return type;
  }

  /** A copy of what is in force. */
  Map<String, T> resources() {
    return new LinkedHashMap<>(resources);
  }

  /** The names asked for; empty for a type that is asked for as a whole. */
  Set<String> names() {
    return names;
  }

  /** The last accepted version. */
  Optional<String> version() {
    return version;
  }

  /** Of the last response on this stream; empty when there was none. */
  String nonce() {
    return nonce;
  }

  /** Whether there is something to ask for. */
  boolean isAsked() {
    return whole || !names.isEmpty();
  }

  /** A stream begins: nonces of the one before mean nothing on it. */
  void restart() {
    nonce = "";
  }

  /** Asks for these names from now on; returns whether they differ. */
  boolean subscribe(Set<String> wanted) {
    if (names.equals(wanted)) {
      return false;
    }
    names = new TreeSet<>(wanted);
    resources.keySet().retainAll(names);
    return true;
  }

  /**
   * Takes what is valid and keeps the last good state of what is not.
   *
   * @return what was wrong; empty when everything was accepted
   */
  List<String> accept(DiscoveryResponse response) {
    nonce = response.getNonce();
    Decoded<T> decoded = decoder.apply(response.getResourcesList());
    Map<String, T> next = whole ? new LinkedHashMap<>() : new LinkedHashMap<>(resources);
    if (whole) {
      Map<String, T> kept = new HashMap<>(resources);
      kept.keySet().retainAll(decoded.invalid());
      next.putAll(kept);
    }
    next.putAll(decoded.valid());
    if (!whole) {
      next.keySet().retainAll(names);
    }
    resources = next;
    if (decoded.problems().isEmpty()) {
      version = Optional.of(response.getVersionInfo());
    }
    return decoded.problems();
  }
}
