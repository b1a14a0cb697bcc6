package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.UpstreamTls;
import io.netty.util.ReferenceCountUtil;
import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The TLS contexts in use, one for all loops and all models that say the same, so that sessions
 * outlive a change of something else. Their native memory is freed when nothing uses them any more.
 * Safe for all threads.
 */
public final class TlsContexts {
  private final TlsEngine engine;
  private final Cleaner cleaner = Cleaner.create();
  private final Map<DownstreamTls, ServerTls> servers = new ConcurrentHashMap<>();
  private final Map<UpstreamTls, ClientTls> clients = new ConcurrentHashMap<>();

  /** Of an engine. */
  public TlsContexts(TlsEngine engine) {
    this.engine = engine;
  }

  /** What does the work. */
  public TlsEngine engine() {
    return engine;
  }

  /**
   * The context of these settings.
   *
   * @throws IllegalArgumentException when a certificate, key or cipher cannot be used
   */
  public ServerTls server(DownstreamTls settings) {
    return servers.computeIfAbsent(
        settings,
        key -> {
          ServerTls made = new ServerTls(key, engine);
          release(made, made.context());
          return made;
        });
  }

  /**
   * The context of these settings.
   *
   * @throws IllegalArgumentException when a certificate, key or cipher cannot be used
   */
  public ClientTls client(UpstreamTls settings) {
    return clients.computeIfAbsent(
        settings,
        key -> {
          ClientTls made = new ClientTls(key, engine);
          release(made, made.context());
          return made;
        });
  }

  /**
   * Makes what a model wants and is not there yet, so that no connection waits for it.
   *
   * @throws IllegalArgumentException when a certificate, key or cipher cannot be used
   */
  public void prepare(ProxyModel model) {
    downstream(model).forEach(this::server);
    upstream(model).forEach(this::client);
  }

  /** Forgets the contexts that no listener and no cluster of the model wants. */
  public void retain(ProxyModel model) {
    servers.keySet().retainAll(downstream(model));
    clients.keySet().retainAll(upstream(model));
  }

  private static Set<DownstreamTls> downstream(ProxyModel model) {
    return model.listeners().stream()
        .flatMap(Listener::chains)
        .flatMap(chain -> chain.tls().stream())
        .collect(Collectors.toSet());
  }

  private static Set<UpstreamTls> upstream(ProxyModel model) {
    return model.clusters().values().stream()
        .flatMap(cluster -> cluster.tls().stream())
        .collect(Collectors.toSet());
  }

  private void release(Object user, Object context) {
    cleaner.register(user, () -> ReferenceCountUtil.release(context));
  }
}
