package dev.lateen.operator.platform;

import dev.lateen.crds.v1alpha1.Workload;
import dev.lateen.crds.v1alpha1.WorkloadSidecar;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.Instance.ExplicitSidecar;
import dev.lateen.operator.platform.model.Instance.Upstream;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.Locality;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a {@link Workload} into the service model. Pure. */
final class WorkloadReader {
  private WorkloadReader() {}

  static Instance read(Workload workload) {
    var spec = workload.getSpec();
    return new Instance(
        new InstanceKey(workload.getMetadata().getNamespace(), workload.getMetadata().getName()),
        spec.address(),
        spec.labels(),
        spec.serviceAccount(),
        Optional.ofNullable(spec.locality())
            .map(at -> new Locality(at.region(), at.zone(), at.subZone()))
            .orElse(Locality.UNKNOWN),
        spec.weight(),
        spec.ports(),
        Optional.ofNullable(spec.sidecar()).map(WorkloadReader::sidecar),
        Optional.ofNullable(spec.sidecar())
            .map(WorkloadSidecar::identity)
            .orElseGet(() -> Instance.hasIdentity(spec.labels())));
  }

  private static ExplicitSidecar sidecar(WorkloadSidecar sidecar) {
    return new ExplicitSidecar(
        sidecar.outboundPort() == null
            ? OptionalInt.empty()
            : OptionalInt.of(sidecar.outboundPort()),
        sidecar.inboundPorts(),
        sidecar.upstreams().stream()
            .map(to -> new Upstream(to.service(), to.port(), to.localPort()))
            .toList());
  }
}
