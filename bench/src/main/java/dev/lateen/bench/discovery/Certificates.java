package dev.lateen.bench.discovery;

/**
 * What both ends of a hop prove themselves with.
 *
 * @param authority certificate of the authority, PEM
 * @param chain certificate of a workload, PEM
 * @param privateKey its key, PKCS #8, PEM; never shown
 */
public record Certificates(String authority, String chain, String privateKey) {
  /** The workload's identity, a URI name of its certificate (SPIFFE). */
  public static final String IDENTITY = "spiffe://cluster.local/ns/default/sa/default";

  /** A DNS name of the certificate, for proxies that verify no URI. */
  public static final String NAME = "workload.cluster.local";

  @Override
  public String toString() {
    return "Certificates[authority=" + authority + ", chain=" + chain + ", privateKey=***]";
  }
}
