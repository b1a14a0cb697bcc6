package dev.lateen.operator.authority;

import dev.lateen.citadel.x509.KeyType;
import dev.lateen.crds.Durations;
import dev.lateen.crds.v1alpha1.IdentitySettings;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.operator.platform.MeshInForce;
import dev.lateen.operator.platform.MeshResources;

/** Reads what the ServiceMesh in force says of identities. Pure. */
record MeshIdentity(IdentityPolicy policy, RequestedAuthority requested) {

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
            identity.rootGeneration()));
  }
}
