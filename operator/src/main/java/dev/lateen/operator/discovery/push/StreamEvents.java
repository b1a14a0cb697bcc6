package dev.lateen.operator.discovery.push;

import dev.lateen.operator.platform.model.InstanceKey;
import java.util.Optional;

/**
 * What happens on one stream, handed over to the push loop in order. Safe for one thread at a time.
 */
final class StreamEvents {
  private final PushLoop loop;
  private final Wire wire;
  private final StreamAccess access;
  private Optional<ProxyStream> stream = Optional.empty();
  private boolean refused;

  StreamEvents(PushLoop loop, Wire wire, StreamAccess access) {
    this.loop = loop;
    this.wire = wire;
    this.access = access;
  }

  /** A request came; what a client has still sent when it is refused interests nobody. */
  void request(StreamRequest request) {
    loop.run(
        () -> {
          if (refused || stream.isEmpty() && !identify(request)) {
            return;
          }
          ProxyStream current = stream.get();
          if (mayAsk(current.proxy().identity().instance())) {
            current.receive(request);
            loop.advance(current.proxy());
          } else {
            end(current);
          }
        });
  }

  /** The client has no more requests. */
  void completed() {
    closed();
    loop.run(
        () -> {
          if (!refused) {
            wire.complete();
          }
        });
  }

  /** The stream is gone. */
  void closed() {
    loop.run(() -> stream.ifPresent(this::end));
  }

  private void end(ProxyStream ended) {
    if (ended.proxy().disconnect(ended)) {
      loop.changed();
    }
  }

  private boolean mayAsk(InstanceKey instance) {
    Optional<String> refusal = access.refusal(instance);
    refused = refusal.isPresent();
    refusal.ifPresent(wire::deny);
    return refusal.isEmpty();
  }

  private boolean identify(StreamRequest request) {
    try {
      var node =
          request
              .node()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "node is absent: the first request of a stream must have it"));
      var identity = NodeParser.identity(node);
      if (!mayAsk(identity.instance())) {
        return false;
      }
      var proxy = loop.connect(identity, node);
      var opened = new ProxyStream(proxy, wire);
      proxy.connect(opened);
      stream = Optional.of(opened);
      return true;
    } catch (IllegalArgumentException e) {
      refused = true;
      wire.fail(e.getMessage());
      return false;
    }
  }
}
