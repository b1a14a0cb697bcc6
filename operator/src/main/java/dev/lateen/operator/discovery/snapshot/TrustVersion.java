package dev.lateen.operator.discovery.snapshot;

import dev.lateen.operator.discovery.compile.MeshTls;
import dev.lateen.operator.identity.TrustBundle;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.List;

/** By which version proxies confirm that they trust a bundle. */
public final class TrustVersion {
  private TrustVersion() {}

  /** The version of the secrets that proxies are sent with this bundle. */
  public static String of(TrustBundle bundle) {
    return ResourceSet.of(ResourceType.SDS, List.of(MeshTls.authorities(bundle)), Secret::getName)
        .version();
  }
}
