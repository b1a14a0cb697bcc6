package dev.lateen.operator.authority.kubernetes;

import dev.lateen.operator.authority.secrets.Problem;

/**
 * What the administrator of a namespace allows the operator to do with its Secrets. Nobody gives it
 * unasked: the installation has the ClusterRole and binds it nowhere.
 *
 * @param operator namespace of the operator's ServiceAccount
 */
record Grant(String operator) {
  private static final String ROLE = "lateen-identity-secrets";
  private static final String ACCOUNT = "lateen-operator";

  /** What to do where it is missing. */
  Problem missing(String namespace) {
    return new Problem(
        Problem.Kind.NOT_ALLOWED,
        "the operator may not keep Secrets in the namespace %s: run \"%s\""
            .formatted(namespace, command(namespace)));
  }

  /** The API server refused a write, for want of rights or another reason of its own. */
  Problem refused(String namespace, String reason) {
    return new Problem(
        Problem.Kind.NOT_ALLOWED,
        "Secrets of the namespace %s cannot be written (%s): if rights are missing, run \"%s\""
            .formatted(namespace, reason, command(namespace)));
  }

  private String command(String namespace) {
    return "kubectl create rolebinding %1$s --clusterrole=%1$s --serviceaccount=%2$s:%3$s -n %4$s"
        .formatted(ROLE, operator, ACCOUNT, namespace);
  }
}
