package dev.lateen.sidecar.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * An X.509-SVID: the identity document of a workload (SPIFFE X.509-SVID, section 2).
 *
 * @param key private key, made in this process; never logged, so that {@link #toString()} leaves it
 *     out
 * @param chain the workload's certificate first, then the intermediate authorities in order; the
 *     root is not among them
 */
public record Svid(PrivateKey key, List<X509Certificate> chain) {

  /** Keeps the chain as it is. */
  public Svid {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException(
          "chain: empty: the workload's own certificate comes first");
    }
  }

  /** The workload's own certificate. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  @Override
  public String toString() {
    return "Svid[serial=" + certificate().getSerialNumber().toString(16) + "]";
  }
}
