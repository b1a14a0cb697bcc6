package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.duration;
import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import dev.lateen.crds.Durations;
import dev.lateen.crds.v1alpha1.GatewayResources;
import java.time.Duration;
import java.util.stream.Stream;

/** The rules of a {@code ServiceMesh} beyond its schema (TM-096). */
final class ServiceMeshRules implements KindRules {
  private static final GatewayResources USUAL = new GatewayResources(null, null);
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(30);
  private static final Duration SHORTEST_LEAF = Duration.ofMinutes(10);
  private static final Duration LONGEST_LEAF = Duration.ofDays(90);

  @Override
  public Stream<FieldError> check(Field spec) {
    var connect = spec.child("traffic").child("connectTimeout");
    return all(
        duration(connect),
        Durations.find(connect.text())
            .filter(timeout -> timeout.compareTo(LONGEST_CONNECT) > 0)
            .map(_ -> connect.error("must be at most 30s"))
            .stream(),
        duration(spec.child("traffic").child("requestTimeout")),
        SidecarRules.check(spec.child("sidecar")),
        autoscaling(spec.child("gateways").child("ingress").child("autoscaling")),
        autoscaling(spec.child("gateways").child("egress").child("autoscaling")),
        ResourceRules.check(
            spec.child("gateways").child("resources"),
            USUAL.requests().cpu(),
            USUAL.requests().memory(),
            USUAL.limits()),
        leafTtl(spec.child("identity").child("leafTtl")));
  }

  private static Stream<FieldError> autoscaling(Field autoscaling) {
    var fewest = autoscaling.child("minReplicas");
    var most = autoscaling.child("maxReplicas");
    return when(
        fewest.present() && most.present() && fewest.node().asInt() > most.node().asInt(),
        fewest,
        "must be at most maxReplicas, " + most.text() + ": lower it or raise maxReplicas");
  }

  private static Stream<FieldError> leafTtl(Field ttl) {
    return all(
        duration(ttl),
        Durations.find(ttl.text())
            .filter(life -> life.compareTo(SHORTEST_LEAF) < 0 || life.compareTo(LONGEST_LEAF) > 0)
            .map(_ -> ttl.error("must be from 10m to 2160h (90 days)"))
            .stream());
  }
}
