package dev.lateen.operator.discovery.snapshot;

import dev.lateen.operator.discovery.compile.MeshTls;
import dev.lateen.operator.identity.TrustBundle;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.List;
import java.util.Set;

/** By which versions proxies confirm that they trust a bundle. */
public final class TrustVersion {
  private TrustVersion() {}

  /**
   * The versions of the secrets that proxies are sent with this bundle: of the authorities alone,
   * and with the keys of tokens.
   */
  public static Set<String> of(TrustBundle bundle) {
    Secret authorities = MeshTls.authorities(bundle);
    return Set.of(
        version(List.of(authorities)), version(List.of(authorities, MeshTls.tokenKeys(bundle))));
  }

  private static String version(List<Secret> secrets) {
    return ResourceSet.of(ResourceType.SDS, secrets, Secret::getName).version();
  }
}
