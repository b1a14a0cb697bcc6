package dev.lateen.operator.authority;

/**
 * Who asks for a certificate, as far as it was proved.
 *
 * @param namespace of the service account
 * @param serviceAccount its name
 * @param instance name of the pod or Workload, in that namespace
 * @param proof how it was proved, for the audit
 */
public record Caller(String namespace, String serviceAccount, String instance, Proof proof) {

  /** Kinds of proof. */
  public enum Proof {
    /** A service account token of Kubernetes (AU-029). */
    SERVICE_ACCOUNT_TOKEN,
    /** A token for one use, given to a workload outside of Kubernetes. */
    JOIN_TOKEN,
    /** A certificate of this authority that still holds. */
    CERTIFICATE,
    /** None: what is issued goes into a Secret of the account, by the operator (AU-024). */
    SECRET
  }
}
