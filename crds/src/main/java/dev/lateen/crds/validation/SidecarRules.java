package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.duration;
import static dev.lateen.crds.validation.KindRules.all;

import dev.lateen.crds.v1alpha1.SidecarResources;
import java.net.Inet6Address;
import java.util.stream.Stream;

/** The rules of {@code spec.sidecar} of a {@code ServiceMesh} beyond its schema. */
final class SidecarRules {
  private static final SidecarResources USUAL = new SidecarResources(null, null);

  private SidecarRules() {}

  static Stream<FieldError> check(Field sidecar) {
    var resources = sidecar.child("resources");
    var capture = sidecar.child("capture");
    return all(
        duration(sidecar.child("drainDuration")),
        ResourceRules.check(
            resources, USUAL.requests().cpu(), USUAL.requests().memory(), USUAL.limits()),
        capture.child("includeOutboundCidrs").items().stream().flatMap(SidecarRules::ipv6),
        capture.child("excludeOutboundCidrs").items().stream().flatMap(SidecarRules::ipv6));
  }

  private static Stream<FieldError> ipv6(Field subnet) {
    var address = subnet.text().split("/", 2)[0];
    if (address.indexOf(':') < 0) {
      return Stream.empty();
    }
    try {
      Inet6Address.ofLiteral(address);
      return Stream.empty();
    } catch (IllegalArgumentException _) {
      return Stream.of(subnet.error("is not an IPv6 subnet: write one such as fd00::/8"));
    }
  }
}
