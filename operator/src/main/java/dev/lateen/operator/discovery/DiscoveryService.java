package dev.lateen.operator.discovery;

import dev.lateen.operator.rules.MeshModel;
import dev.lateen.operator.rules.RuleRevision;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.Set;

/** Tells proxies what to do, and knows which of them obey. Thread-safe. */
public interface DiscoveryService {

  /**
   * Takes a new model. Returns at once: it is compiled and pushed later, the last one given wins.
   *
   * @param model what is in force from now on
   */
  void publish(MeshModel model);

  /** Every proxy that is connected or was, by namespace and name of its instance. */
  List<ProxyState> proxies();

  /** The rules that {@link #proxies()} are told by; asked before them, they are told by these. */
  Set<RuleRevision> rules();

  /**
   * Asks to be told when {@link #proxies()} or {@link #rules()} change.
   *
   * @param listener called on any thread, possibly once for several changes; must not block
   */
  void onChange(Runnable listener);

  /**
   * What proxies are told by (ADS), for another server than its own; who may ask there is for that
   * server to say ({@link dev.lateen.operator.discovery.push.StreamAccess}).
   */
  ServerServiceDefinition streams();

  /** Whether proxies can connect. */
  boolean listening();
}
