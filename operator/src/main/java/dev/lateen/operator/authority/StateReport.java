package dev.lateen.operator.authority;

import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.x509.Fingerprints;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.crds.v1alpha1.IdentityStatus;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.discovery.snapshot.ResourceType;
import dev.lateen.operator.discovery.snapshot.TrustVersion;
import dev.lateen.operator.identity.TrustBundle;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** Says how an authority stands. Pure. */
final class StateReport {
  private StateReport() {}

  /**
   * The report of a state.
   *
   * @param bundle what was given to the proxies
   * @param proxies every proxy
   */
  static IdentityStatus of(
      AuthorityState state, TrustBundle bundle, Collection<ProxyState> proxies) {
    X509Certificate root = Pem.certificate(state.current().root());
    List<String> acknowledged =
        proxies.stream()
            .filter(ProxyState::connected)
            .flatMap(proxy -> proxy.acknowledged().entrySet().stream())
            .filter(entry -> entry.getKey().equals(ResourceType.SDS.name()))
            .map(entry -> entry.getValue())
            .toList();
    long confirmed = acknowledged.stream().filter(TrustVersion.of(bundle)::contains).count();
    return new IdentityStatus(
        state.current().generation(),
        Fingerprints.sha256(root),
        root.getNotAfter().toInstant().toString(),
        state.phase().name(),
        confirmed + "/" + acknowledged.size(),
        state.revocations().size());
  }
}
