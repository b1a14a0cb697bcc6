package dev.lateen.operator.discovery.push;

import java.util.Optional;

/**
 * What happens on one stream, handed over to the push loop in order. Safe for one thread at a time.
 */
final class StreamEvents {
  private final PushLoop loop;
  private final Wire wire;
  private Optional<ProxyStream> stream = Optional.empty();

  StreamEvents(PushLoop loop, Wire wire) {
    this.loop = loop;
    this.wire = wire;
  }

  /** A request came. */
  void request(StreamRequest request) {
    loop.run(
        () -> {
          if (stream.isEmpty() && !identify(request)) {
            return;
          }
          ProxyStream current = stream.get();
          current.receive(request);
          loop.advance(current.proxy());
        });
  }

  /** The client has no more requests. */
  void completed() {
    closed();
    loop.run(wire::complete);
  }

  /** The stream is gone. */
  void closed() {
    loop.run(
        () ->
            stream.ifPresent(
                ended -> {
                  if (ended.proxy().disconnect(ended)) {
                    loop.changed();
                  }
                }));
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
      var proxy = loop.connect(NodeParser.identity(node), node);
      var opened = new ProxyStream(proxy, wire);
      proxy.connect(opened);
      stream = Optional.of(opened);
      return true;
    } catch (IllegalArgumentException e) {
      wire.fail(e.getMessage());
      return false;
    }
  }
}
