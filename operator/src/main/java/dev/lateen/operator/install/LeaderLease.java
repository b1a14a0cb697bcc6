package dev.lateen.operator.install;

import dev.lateen.operator.authority.IdentitySettings;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The Lease by which the replicas agree on who leads. */
@Singleton
class LeaderLease {
  static final String NAME = MeshObjects.OPERATOR;

  private final Provider<KubernetesClient> client;
  private final IdentitySettings identity;

  LeaderLease(Provider<KubernetesClient> client, IdentitySettings identity) {
    this.client = client;
    this.identity = identity;
  }

  String namespace() {
    return Optional.ofNullable(client.get().getNamespace()).orElseGet(identity::namespace);
  }

  /** As it is now; empty before anybody led. */
  Optional<Lease> read() {
    return Optional.ofNullable(client.get().leases().inNamespace(namespace()).withName(NAME).get());
  }

  /** Nobody holds it any more, unless somebody took it in between. */
  void release(Lease held) {
    client
        .get()
        .resource(new LeaseBuilder(held).editSpec().withHolderIdentity("").endSpec().build())
        .update();
  }
}
