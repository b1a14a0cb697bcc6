package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.model.UpstreamTls;
import io.netty.util.ReferenceCountUtil;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tries settings out and keeps nothing; those that depend on the identity of this workload can only
 * be tried when it is known. Safe for all threads.
 */
public final class TlsTrial {
  private TlsTrial() {}

  /**
   * Makes a context once.
   *
   * @throws IllegalArgumentException when a certificate, key, name or cipher cannot be used
   */
  public static void of(DownstreamTls settings) {
    if (!settings.parameters().isOfMesh()) {
      ReferenceCountUtil.release(
          new ServerTls(settings, MeshMaterial.NONE, TlsEngine.best()).context());
    }
  }

  /**
   * Makes a context once.
   *
   * @throws IllegalArgumentException when a certificate, key, name or cipher cannot be used
   */
  public static void of(UpstreamTls settings) {
    if (!settings.parameters().isOfMesh()) {
      ReferenceCountUtil.release(
          new ClientTls(settings, MeshMaterial.NONE, TlsEngine.best()).context());
    }
  }

  /**
   * Reads whom to trust once.
   *
   * @throws IllegalArgumentException when a certificate or a revocation list does not parse, or the
   *     list is not to be believed
   */
  public static void of(MeshTrust trust) {
    new PeerTrustManager(
        Optional.of(trust.authorities()),
        List.of(),
        Revocations.of(Optional.of(trust), Instant.now()),
        false);
  }
}
