package dev.lateen.sidecar.identity;

import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.x509.Pem;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Follows a change of the root: where the mesh names another root first than the one this
 * workload's certificate hangs below, a new certificate is due. Belongs to one thread.
 */
public final class RootFollower {
  private final CurrentSvid current;
  private final Runnable renew;
  private String last = "";

  /**
   * A follower.
   *
   * @param renew asks for a new document soon
   */
  public RootFollower(CurrentSvid current, Runnable renew) {
    this.current = current;
    this.renew = renew;
  }

  /** Looks at whom a model trusts. */
  public void follow(ProxyModel model) {
    String roots = model.trust().map(MeshTrust::authorities).orElse("");
    if (roots.isEmpty() || roots.equals(last)) {
      return;
    }
    last = roots;
    X509Certificate first = Pem.certificates(roots).getFirst();
    Optional<Svid> svid = current.get();
    if (svid.isPresent() && !isBelow(svid.get(), first)) {
      renew.run();
    }
  }

  private static boolean isBelow(Svid svid, X509Certificate root) {
    X509Certificate top = svid.chain().getLast();
    try {
      top.verify(root.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
