package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import dev.lateen.crds.Formats;
import dev.lateen.crds.v1alpha1.EgressRuleSpec;
import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of an {@code EgressRule} beyond its schema (TM-132..TM-137). */
final class EgressRuleRules implements KindRules {
  private static final Pattern SUBNET = Pattern.compile(Formats.IPV4_SUBNET);

  @Override
  public Stream<FieldError> check(Field spec) {
    var destination = spec.child("destination");
    return all(
        when(
            destination.node().isObject() && !destination.has("service"),
            destination.child("service"),
            "is missing: set it to a host name or a wildcard"),
        Stream.of("name", "namespace", "domain", "labels")
            .map(destination::child)
            .filter(Field::filled)
            .map(field -> field.error("is not allowed here: use service alone")),
        ports(spec.child("ports"), destination.child("service")),
        byGateway(spec, destination.child("service")));
  }

  /** The gateway is told where to go by a name inside TLS, and verifies the host by its name. */
  private static Stream<FieldError> byGateway(Field spec, Field service) {
    var wanted = spec.child("useEgressProxy");
    if (!wanted.node().asBoolean() || !service.node().isTextual()) {
      return Stream.empty();
    }
    return all(
        when(
            service.text().contains("/"),
            wanted,
            "needs destination.service to be one address, and no subnet"),
        when(
            service.text().length() > EgressRuleSpec.MAX_NAME_BY_GATEWAY,
            wanted,
            "needs destination.service to be at most "
                + EgressRuleSpec.MAX_NAME_BY_GATEWAY
                + " characters long"),
        when(
            service.text().startsWith("*")
                && spec.child("ports").items().stream()
                    .anyMatch(port -> port.child("protocol").text().equalsIgnoreCase("HTTPS")),
            wanted,
            "is not for HTTPS ports of a wildcard: name each host"));
  }

  private static Stream<FieldError> ports(Field ports, Field service) {
    var seen = new HashSet<Integer>();
    return ports.items().stream()
        .flatMap(
            port ->
                all(
                    when(
                        port.has("port") && !seen.add(port.child("port").node().asInt()),
                        port.child("port"),
                        "is listed twice: ports must be distinct"),
                    protocol(port.child("protocol"), service)));
  }

  private static Stream<FieldError> protocol(Field protocol, Field service) {
    if (!service.node().isTextual() || !protocol.node().isTextual()) {
      return Stream.empty();
    }
    return protocol.text().equalsIgnoreCase("TCP")
        ? when(
            !SUBNET.matcher(service.text()).matches(),
            protocol,
            "needs destination.service to be an IPv4 address or subnet, such as 10.1.0.0/16")
        : when(
            service.text().contains("/"),
            protocol,
            "needs destination.service to be a host name or wildcard; only TCP goes to a subnet");
  }
}
