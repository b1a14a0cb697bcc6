package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.identity.Svid;
import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.model.TlsCertificate;
import dev.lateen.sidecar.model.TlsParameters;
import dev.lateen.sidecar.model.TlsTrust;
import java.time.Instant;
import java.util.Optional;

/**
 * What mutual TLS is made of at one moment. Immutable.
 *
 * @param svid who this workload is; empty until it is known
 * @param trust whom the mesh trusts; empty until it is known
 * @param revocations who is believed no more
 */
record MeshMaterial(Optional<Svid> svid, Optional<MeshTrust> trust, Revocations revocations) {
  static final MeshMaterial NONE =
      new MeshMaterial(Optional.empty(), Optional.empty(), Revocations.NONE);

  MeshMaterial with(Svid next) {
    return new MeshMaterial(Optional.of(next), trust, revocations);
  }

  /**
   * The same with other trust.
   *
   * @throws IllegalArgumentException when a revocation list does not parse or is not to be believed
   */
  MeshMaterial with(Optional<MeshTrust> next) {
    return new MeshMaterial(svid, next, Revocations.of(next, Instant.now()));
  }

  /** Whether everything is known that connections with these parameters need. */
  boolean isEnoughFor(TlsParameters parameters) {
    boolean needsIdentity =
        parameters.certificate().filter(TlsCertificate.Own.class::isInstance).isPresent();
    return (svid.isPresent() || !needsIdentity)
        && (trust.isPresent() || !(parameters.trust() instanceof TlsTrust.Mesh));
  }

  /** When the own certificate runs out; never while there is none. */
  Instant ownUntil() {
    return svid.map(own -> own.certificate().getNotAfter().toInstant()).orElse(Instant.MAX);
  }
}
