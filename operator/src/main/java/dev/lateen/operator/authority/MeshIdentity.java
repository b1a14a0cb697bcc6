package dev.lateen.operator.authority;

import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.crds.Durations;
import dev.lateen.crds.v1alpha1.IdentitySettings;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.operator.authority.secrets.Demand;
import dev.lateen.operator.platform.MeshInForce;
import dev.lateen.operator.platform.MeshResources;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads what the ServiceMesh in force says of identities. Pure.
 *
 * @param secrets namespaces whose service accounts get Secrets
 */
record MeshIdentity(IdentityPolicy policy, RequestedAuthority requested, Set<String> secrets) {

  MeshIdentity {
    secrets = Set.copyOf(secrets);
  }

  /** What is asked of Secrets while a state is in force. */
  Demand demand(AuthorityState state) {
    return new Demand(
        secrets,
        policy.trustDomain(),
        policy.leafLife(),
        policy.renewPercent(),
        policy.revoked(),
        state);
  }

  static MeshIdentity of(MeshResources resources) {
    ServiceMeshSpec spec =
        MeshInForce.among(resources.meshes())
            .map(ServiceMesh::getSpec)
            .orElseGet(ServiceMeshSpec::defaults);
    IdentitySettings identity = spec.identity();
    return new MeshIdentity(
        new IdentityPolicy(
            spec.trustDomain(),
            identity.trustDomainAliases(),
            Durations.parse(identity.leafTtl()),
            identity.renewPercent(),
            identity.revoked(),
            resources.registry().instances()),
        new RequestedAuthority(
            switch (identity.keyType()) {
              case EC_P256 -> KeyType.EC_P256;
              case EC_P384 -> KeyType.EC_P384;
              case RSA_3072 -> KeyType.RSA_3072;
            },
            identity.rootGeneration()),
        new HashSet<>(identity.secrets()));
  }
}
