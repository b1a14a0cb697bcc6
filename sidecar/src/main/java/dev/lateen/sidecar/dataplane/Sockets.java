package dev.lateen.sidecar.dataplane;

import dev.lateen.sidecar.capture.OriginalDestinations;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.upstream.Transport;
import dev.lateen.sidecar.worker.Worker;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The listening sockets. Changed by one thread at a time, read by any. */
final class Sockets {
  private static final int BACKLOG = 1024;

  private final EventLoopGroup group;
  private final Transport transport;
  private final Map<EventLoop, Worker> workers;
  private final OriginalDestinations destinations;
  private volatile Map<Key, Channel> open = Map.of();

  private record Key(String name, String address, int port) {
    static Key of(Listener listener) {
      return new Key(listener.name(), listener.address(), listener.port());
    }
  }

  Sockets(
      EventLoopGroup group,
      Transport transport,
      Map<EventLoop, Worker> workers,
      OriginalDestinations destinations) {
    this.group = group;
    this.transport = transport;
    this.workers = workers;
    this.destinations = destinations;
  }

  /** A change of sockets that is bound and not yet in force. */
  final class Change {
    private final Map<Key, Channel> next;
    private final List<Channel> added;

    private Change(Map<Key, Channel> next, List<Channel> added) {
      this.next = next;
      this.added = added;
    }

    /** Accepts on the new sockets and closes those that are not wanted any more. */
    void commit() {
      Map<Key, Channel> before = open;
      open = Map.copyOf(next);
      added.forEach(channel -> channel.config().setAutoRead(true));
      before.forEach(
          (key, channel) -> {
            if (!next.containsKey(key)) {
              channel.close();
            }
          });
    }
  }

  /**
   * Binds what is new, without accepting.
   *
   * @throws BindFailedException when one cannot be bound; what was bound for this change is closed
   */
  Change prepare(List<Listener> listeners) throws BindFailedException, InterruptedException {
    Map<Key, Channel> next = new HashMap<>();
    List<Channel> added = new ArrayList<>();
    for (Listener listener : listeners) {
      if (listener.bound()) {
        Channel existing = open.get(Key.of(listener));
        if (existing == null) {
          existing = bind(listener, added);
          added.add(existing);
        }
        next.put(Key.of(listener), existing);
      }
    }
    return new Change(next, added);
  }

  private Channel bind(Listener listener, List<Channel> added)
      throws BindFailedException, InterruptedException {
    ChannelFuture binding =
        new ServerBootstrap()
            .group(group)
            .channelFactory(transport.servers())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new ConnectionAcceptor(listener.name(), workers, destinations))
            .bind(new InetSocketAddress(listener.address(), listener.port()))
            .await();
    if (!binding.isSuccess()) {
      added.forEach(Channel::close);
      throw new BindFailedException(
          listener.name(), listener.address(), listener.port(), binding.cause());
    }
    return binding.channel();
  }

  /** Accepts nothing more. */
  void close() {
    open.values().forEach(Channel::close);
    open = Map.of();
  }

  Map<String, InetSocketAddress> addresses() {
    Map<String, InetSocketAddress> addresses = new HashMap<>();
    open.forEach(
        (key, channel) -> addresses.put(key.name(), (InetSocketAddress) channel.localAddress()));
    return Map.copyOf(addresses);
  }
}
