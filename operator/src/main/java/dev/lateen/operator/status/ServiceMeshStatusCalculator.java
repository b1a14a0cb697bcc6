package dev.lateen.operator.status;

import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshStatus;
import dev.lateen.operator.identity.AuthorityReport;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the status of a ServiceMesh where nothing is installed: how its authority stands. Pure but
 * for the clock.
 *
 * @param clock says when a condition changed
 */
record ServiceMeshStatusCalculator(Clock clock) {

  ServiceMeshStatus calculate(
      ServiceMesh mesh, AuthorityReport authority, Optional<ServiceMeshStatus> previous) {
    var generation = Optional.ofNullable(mesh.getMetadata().getGeneration());
    var conditions =
        new Conditions(
            clock, generation, previous.map(ServiceMeshStatus::conditions).orElse(List.of()));
    return new ServiceMeshStatus(
        generation.orElse(null),
        Stream.concat(
                Stream.of(
                    conditions.make(
                        Condition.AUTHORITY_READY,
                        authority.ready(),
                        authority.reason(),
                        authority.message())),
                authority.secrets().stream()
                    .map(
                        secrets ->
                            conditions.make(
                                Condition.SECRETS_READY,
                                secrets.ready(),
                                secrets.reason(),
                                secrets.message())))
            .toList(),
        null,
        List.of(),
        authority.identity().orElse(null));
  }
}
