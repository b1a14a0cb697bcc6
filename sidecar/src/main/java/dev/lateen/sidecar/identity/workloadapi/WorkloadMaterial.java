package dev.lateen.sidecar.identity.workloadapi;

import com.google.protobuf.ByteString;
import dev.lateen.citadel.workloadapi.JWTBundlesResponse;
import dev.lateen.citadel.workloadapi.X509BundlesResponse;
import dev.lateen.citadel.workloadapi.X509SVID;
import dev.lateen.citadel.workloadapi.X509SVIDResponse;
import dev.lateen.sidecar.identity.Svid;
import dev.lateen.sidecar.jwt.InvalidJwtException;
import dev.lateen.sidecar.jwt.JwkSet;
import dev.lateen.sidecar.jwt.Jwt;
import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.model.TokenKeys;
import dev.lateen.sidecar.tls.PeerIdentity;
import dev.lateen.sidecar.x509.Pem;
import java.net.URI;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What applications are told at one moment, as the Workload API says it.
 *
 * @param svid who this workload is
 * @param trust whom the mesh trusts
 */
record WorkloadMaterial(Svid svid, MeshTrust trust) {

  /** The identity of the workload. */
  String spiffeId() {
    return PeerIdentity.spiffeId(svid.certificate())
        .orElseThrow(() -> new IllegalStateException(svid + " has no SPIFFE ID"));
  }

  /** The SPIFFE ID of its trust domain, the key of bundles. */
  String trustDomainId() {
    return "spiffe://" + URI.create(spiffeId()).getRawAuthority();
  }

  /** Key, certificates and bundle. */
  X509SVIDResponse x509Svid() {
    return X509SVIDResponse.newBuilder()
        .addSvids(
            X509SVID
                .newBuilder()
                .setSpiffeId(spiffeId())
                .setX509Svid(der(svid.chain()))
                .setX509SvidKey(ByteString.copyFrom(svid.key().getEncoded()))
                .setBundle(bundle()))
        .addAllCrl(revocationLists())
        .build();
  }

  /** The bundle alone. */
  X509BundlesResponse x509Bundles() {
    return X509BundlesResponse.newBuilder()
        .putBundles(trustDomainId(), bundle())
        .addAllCrl(revocationLists())
        .build();
  }

  /** What tokens are verified by, where it is known. */
  Optional<JWTBundlesResponse> jwtBundles() {
    return trust
        .tokenKeys()
        .map(
            keys ->
                JWTBundlesResponse.newBuilder()
                    .putBundles(trustDomainId(), ByteString.copyFromUtf8(keys.jwks()))
                    .build());
  }

  /**
   * Verifies a token.
   *
   * @throws InvalidJwtException when it is not to be believed
   */
  Jwt verified(String token, String audience, Instant now) throws InvalidJwtException {
    Jwt jwt = Jwt.parse(token);
    String keys = trust.tokenKeys().map(TokenKeys::jwks).orElse("{}");
    jwt.verify(audience, trustDomainId(), JwkSet.parse(keys), now);
    return jwt;
  }

  private ByteString bundle() {
    return der(Pem.certificates(trust.authorities()));
  }

  private List<ByteString> revocationLists() {
    try {
      List<ByteString> lists = new ArrayList<>();
      for (var list : trust.revocations().map(Pem::revocationLists).orElse(List.of())) {
        lists.add(ByteString.copyFrom(list.getEncoded()));
      }
      return lists;
    } catch (CRLException e) {
      throw new IllegalStateException("a revocation list that was read cannot be written", e);
    }
  }

  private static ByteString der(List<X509Certificate> certificates) {
    try {
      ByteString der = ByteString.EMPTY;
      for (X509Certificate certificate : certificates) {
        der = der.concat(ByteString.copyFrom(certificate.getEncoded()));
      }
      return der;
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }

  /** Both parts, where both are there. */
  static Optional<WorkloadMaterial> of(Optional<Svid> svid, Optional<MeshTrust> trust) {
    return svid.flatMap(own -> trust.map(whom -> new WorkloadMaterial(own, whom)));
  }
}
