package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.identity.Svid;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.UpstreamTls;
import io.netty.util.ReferenceCountUtil;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TLS contexts in use, one for all loops and all models that say the same, so that sessions
 * outlive a change of something else. Those that depend on the identity of this workload or on whom
 * the mesh trusts are made anew when that changes, and with them the keys of their session tickets,
 * so that no session outlives a revocation. Their native memory is freed when nothing uses them any
 * more. Safe for all threads.
 */
public final class TlsContexts {
  private final TlsEngine engine;
  private final Cleaner cleaner = Cleaner.create();
  private volatile MeshMaterial material = MeshMaterial.NONE;
  private volatile MeshCertificates certificates = MeshCertificates.of(MeshMaterial.NONE);
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
   * The context of these settings; empty while they need an identity or trust that is not there.
   *
   * @throws IllegalArgumentException when a certificate, key or cipher cannot be used
   */
  public Optional<ServerTls> server(DownstreamTls settings) {
    ServerTls known = servers.get(settings);
    return known == null ? makeServer(settings) : Optional.of(known);
  }

  private synchronized Optional<ServerTls> makeServer(DownstreamTls settings) {
    return material.isEnoughFor(settings.parameters())
        ? Optional.of(servers.computeIfAbsent(settings, this::newServer))
        : Optional.empty();
  }

  private ServerTls newServer(DownstreamTls settings) {
    ServerTls made = new ServerTls(settings, material, engine);
    release(made, made.context());
    return made;
  }

  /**
   * The context of these settings; empty while they need an identity or trust that is not there.
   *
   * @throws IllegalArgumentException when a certificate, key or cipher cannot be used
   */
  public Optional<ClientTls> client(UpstreamTls settings) {
    ClientTls known = clients.get(settings);
    return known == null ? makeClient(settings) : Optional.of(known);
  }

  private synchronized Optional<ClientTls> makeClient(UpstreamTls settings) {
    return material.isEnoughFor(settings.parameters())
        ? Optional.of(clients.computeIfAbsent(settings, this::newClient))
        : Optional.empty();
  }

  private ClientTls newClient(UpstreamTls settings) {
    ClientTls made = new ClientTls(settings, material, engine);
    release(made, made.context());
    return made;
  }

  /**
   * Makes new connections with another identity.
   *
   * @throws IllegalArgumentException when it cannot be used
   */
  public synchronized void identity(Svid svid) {
    renew(material.with(svid));
  }

  /**
   * Believes others in new connections; says whether there was a change.
   *
   * @throws IllegalArgumentException when a certificate or a revocation list does not parse
   */
  public synchronized boolean trust(Optional<MeshTrust> trust) {
    if (material.trust().equals(trust)) {
      return false;
    }
    renew(material.with(trust));
    return true;
  }

  private void renew(MeshMaterial next) {
    certificates = MeshCertificates.of(next);
    material = next;
    for (DownstreamTls settings : List.copyOf(servers.keySet())) {
      if (settings.parameters().isOfMesh()) {
        servers.compute(
            settings, (same, old) -> next.isEnoughFor(same.parameters()) ? newServer(same) : null);
      }
    }
    for (UpstreamTls settings : List.copyOf(clients.keySet())) {
      if (settings.parameters().isOfMesh()) {
        clients.compute(
            settings, (same, old) -> next.isEnoughFor(same.parameters()) ? newClient(same) : null);
      }
    }
  }

  /** Who is believed no more. */
  public Revocations revocations() {
    return material.revocations();
  }

  /** When which certificate of the mesh runs out, for people and metrics. */
  public MeshCertificates certificates() {
    return certificates;
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
        .flatMap(
            cluster ->
                Stream.concat(
                    cluster.transport().choices().stream().flatMap(choice -> choice.tls().stream()),
                    cluster.tls().stream()))
        .collect(Collectors.toSet());
  }

  private void release(Object user, Object context) {
    cleaner.register(user, () -> ReferenceCountUtil.release(context));
  }
}
