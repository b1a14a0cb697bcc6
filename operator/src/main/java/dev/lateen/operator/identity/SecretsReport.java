package dev.lateen.operator.identity;

/**
 * Whether every service account of the namespaces that ask for it has its Secret (AU-024), as the
 * status of the ServiceMesh shows it.
 *
 * @param ready whether all have
 * @param reason why or why not, in one word for programs
 * @param message the same for people
 */
public record SecretsReport(boolean ready, String reason, String message) {

  /** There are no Secrets where there is no cluster. */
  public static SecretsReport noCluster() {
    return new SecretsReport(
        false,
        "NoCluster",
        "spec.identity.secrets is for Kubernetes: leave it out here, where there are no Secrets.");
  }
}
