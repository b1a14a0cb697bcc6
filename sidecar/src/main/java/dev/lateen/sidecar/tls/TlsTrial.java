package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.UpstreamTls;
import io.netty.util.ReferenceCountUtil;

/** Tries settings out and keeps nothing. Safe for all threads. */
public final class TlsTrial {
  private TlsTrial() {}

  /**
   * Makes a context once.
   *
   * @throws IllegalArgumentException when a certificate, key, name or cipher cannot be used
   */
  public static void of(DownstreamTls settings) {
    ReferenceCountUtil.release(new ServerTls(settings, TlsEngine.best()).context());
  }

  /**
   * Makes a context once.
   *
   * @throws IllegalArgumentException when a certificate, key, name or cipher cannot be used
   */
  public static void of(UpstreamTls settings) {
    ReferenceCountUtil.release(new ClientTls(settings, TlsEngine.best()).context());
  }
}
