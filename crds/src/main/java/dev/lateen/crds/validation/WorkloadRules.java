package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.labels;
import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import dev.lateen.crds.Formats;
import java.util.HashSet;
import java.util.stream.Stream;

/** The rules of a {@code Workload} beyond its schema. */
final class WorkloadRules implements KindRules {
  @Override
  public Stream<FieldError> check(Field spec) {
    var sidecar = spec.child("sidecar");
    return all(
        labels(spec.child("labels")),
        portNames(spec.child("ports")),
        inboundPorts(sidecar.child("inboundPorts"), spec.child("ports")),
        listeners(sidecar));
  }

  private static Stream<FieldError> portNames(Field ports) {
    return ports
        .keys()
        .filter(name -> name.length() > 63 || !name.matches(Formats.DNS_LABEL))
        .map(
            name ->
                ports
                    .entry(name)
                    .error("port names must be lower-case letters, digits and hyphens"));
  }

  private static Stream<FieldError> inboundPorts(Field inbound, Field ports) {
    return inbound.entries().stream()
        .flatMap(
            entry -> {
              var name =
                  entry.path().substring(inbound.path().length() + 1, entry.path().length() - 1);
              return all(
                  when(!ports.has(name), entry, "is not in ports: add it there, or remove it here"),
                  when(
                      ports.node().path(name).equals(entry.node()),
                      entry,
                      "is the port of the application itself: choose another"));
            });
  }

  /** The sidecar cannot listen twice on one port. */
  private static Stream<FieldError> listeners(Field sidecar) {
    var upstreams = sidecar.child("upstreams").items().stream().map(u -> u.child("localPort"));
    var seen = new HashSet<Integer>();
    return Stream.concat(
            Stream.concat(
                Stream.of(sidecar.child("outboundPort")),
                sidecar.child("inboundPorts").entries().stream()),
            upstreams)
        .filter(port -> port.node().isInt() && !seen.add(port.node().asInt()))
        .map(port -> port.error("the sidecar listens there already: choose another"));
  }
}
