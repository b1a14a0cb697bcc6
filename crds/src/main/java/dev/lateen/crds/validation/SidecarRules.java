package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.duration;
import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import dev.lateen.crds.v1alpha1.SidecarResources;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.net.Inet6Address;
import java.util.Optional;
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
        atMost(
            resources.child("requests").child("cpu"),
            USUAL.requests().cpu(),
            resources.child("limits").child("cpu").text()),
        atMost(
            resources.child("requests").child("memory"),
            USUAL.requests().memory(),
            orElse(resources.child("limits").child("memory"), USUAL.limits().memory())),
        capture.child("includeOutboundCidrs").items().stream().flatMap(SidecarRules::ipv6),
        capture.child("excludeOutboundCidrs").items().stream().flatMap(SidecarRules::ipv6));
  }

  /** Kubernetes refuses a container that asks for more than it may use. */
  private static Stream<FieldError> atMost(Field request, String usual, String limit) {
    var asked = amount(orElse(request, usual));
    var most = amount(limit);
    return when(
        asked.isPresent() && most.isPresent() && asked.get().compareTo(most.get()) > 0,
        request,
        "must be at most the limit, " + limit + ": lower it or raise it");
  }

  private static String orElse(Field field, String usual) {
    return field.present() ? field.text() : usual;
  }

  /** Empty where it is none, which the schema says. */
  private static Optional<BigDecimal> amount(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(Quantity.getAmountInBytes(new Quantity(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
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
