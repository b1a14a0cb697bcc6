package dev.lateen.operator.inject;

import dev.lateen.crds.v1alpha1.DestinationPolicy;
import dev.lateen.crds.v1alpha1.EgressRule;
import dev.lateen.crds.v1alpha1.Policy;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.operator.inject.ResourceChecks.Result;
import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.rules.Decision;
import dev.lateen.operator.rules.NotUsed;
import dev.lateen.operator.rules.RuleBook;
import dev.lateen.operator.rules.RuleKey;
import dev.lateen.operator.rules.Verdict;
import dev.lateen.operator.status.CurrentMesh;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out what a valid resource would do to the mesh as it is: the rules are judged with it among
 * them, and nothing comes of it. Pure.
 */
record Rehearsal(CurrentMesh.View view) {

  Result of(CustomResource<?, ?> resource) {
    MeshResources there = view.resources();
    return switch (resource) {
      case RouteRule rule -> judge(rule, withRoutes(with(there.routeRules(), rule)));
      case DestinationPolicy rule ->
          judge(rule, withDestinationPolicies(with(there.destinationPolicies(), rule)));
      case EgressRule rule -> judge(rule, withEgress(with(there.egressRules(), rule)));
      case Policy policy -> judge(policy, withPolicies(with(there.policies(), policy)));
      case ServiceMesh mesh -> new Result(List.of(), anotherMesh(mesh));
      default -> new Result(List.of(), List.of());
    };
  }

  private Result judge(CustomResource<?, ?> rule, MeshResources resources) {
    RuleKey key =
        new RuleKey(
            rule.getKind(), rule.getMetadata().getNamespace(), rule.getMetadata().getName());
    Decision decision = new RuleBook().decide(resources);
    return switch (Optional.ofNullable(decision.verdicts().get(key)).orElse(null)) {
      case Verdict.Rejected rejected -> new Result(rejected.errors(), List.of());
      case Verdict.Accepted accepted ->
          new Result(
              List.of(),
              Stream.of(
                      accepted.notUsed().map(NotUsed::why).stream(),
                      accepted.warnings().stream(),
                      displaced(decision, key))
                  .flatMap(warnings -> warnings)
                  .toList());
      case null -> new Result(List.of(), List.of());
    };
  }

  /** Rules that are accepted now and would not be any more. */
  private Stream<FieldError> displaced(Decision decision, RuleKey cause) {
    return decision.verdicts().values().stream()
        .filter(Verdict.Rejected.class::isInstance)
        .map(verdict -> verdict.revision().key())
        .filter(key -> !key.equals(cause))
        .filter(key -> view.decision().verdicts().get(key) instanceof Verdict.Accepted)
        .map(key -> new FieldError("", key.configKey(), "is displaced by this rule"));
  }

  private List<FieldError> anotherMesh(ServiceMesh mesh) {
    return view.resources().meshes().stream()
        .filter(other -> !isSame(other, mesh))
        .map(
            other ->
                new FieldError(
                    "",
                    other.getMetadata().getNamespace() + "/" + other.getMetadata().getName(),
                    "is a ServiceMesh too, and a cluster has one: the oldest is in force"))
        .toList();
  }

  private static <R extends HasMetadata> List<R> with(List<R> there, R candidate) {
    return Stream.concat(
            there.stream().filter(rule -> !isSame(rule, candidate)), Stream.of(candidate))
        .toList();
  }

  private static boolean isSame(HasMetadata one, HasMetadata other) {
    return Objects.equals(one.getMetadata().getName(), other.getMetadata().getName())
        && one.getMetadata().getNamespace().equals(other.getMetadata().getNamespace());
  }

  private MeshResources withRoutes(List<RouteRule> rules) {
    MeshResources r = view.resources();
    return new MeshResources(
        r.registry(),
        rules,
        r.destinationPolicies(),
        r.egressRules(),
        r.policies(),
        r.meshes(),
        List.of());
  }

  private MeshResources withDestinationPolicies(List<DestinationPolicy> rules) {
    MeshResources r = view.resources();
    return new MeshResources(
        r.registry(), r.routeRules(), rules, r.egressRules(), r.policies(), r.meshes(), List.of());
  }

  private MeshResources withEgress(List<EgressRule> rules) {
    MeshResources r = view.resources();
    return new MeshResources(
        r.registry(),
        r.routeRules(),
        r.destinationPolicies(),
        rules,
        r.policies(),
        r.meshes(),
        List.of());
  }

  private MeshResources withPolicies(List<Policy> policies) {
    MeshResources r = view.resources();
    return new MeshResources(
        r.registry(),
        r.routeRules(),
        r.destinationPolicies(),
        r.egressRules(),
        policies,
        r.meshes(),
        List.of());
  }
}
