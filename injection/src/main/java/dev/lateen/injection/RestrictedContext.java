package dev.lateen.injection;

import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/** What the restricted pod security standard asks of a container, and a root that is read only. */
final class RestrictedContext {
  private RestrictedContext() {}

  /** For a container that runs as this user, and the group of the same number. */
  static SecurityContext of(long user) {
    return new SecurityContextBuilder()
        .withRunAsUser(user)
        .withRunAsGroup(user)
        .withRunAsNonRoot(true)
        .withPrivileged(false)
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }
}
