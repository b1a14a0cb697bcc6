package dev.lateen.operator.authority.secrets;

/**
 * A Secret that there is, of the name of one of ours.
 *
 * @param namespace its namespace
 * @param name its name
 * @param ours whether type and labels say that the operator made it
 * @param account name of the ServiceAccount, as its annotation says; empty where there is none
 * @param owner uid of the ServiceAccount that it goes with; empty where there is none
 * @param content what it holds
 * @param version which version of it this is, as its store says
 */
public record AccountSecret(
    String namespace,
    String name,
    boolean ours,
    String account,
    String owner,
    KeyAndCertificate content,
    String version) {

  /** Whether it is, but for what it holds, as the operator made it for this account. */
  boolean belongsTo(Account wanted) {
    return account.equals(wanted.name()) && owner.equals(wanted.uid());
  }
}
