package dev.lateen.operator.status.kubernetes;

import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.operator.replica.MeshProxies;
import dev.lateen.operator.rules.RuleKey;
import dev.lateen.operator.rules.Verdict;
import dev.lateen.operator.status.CurrentMesh;
import dev.lateen.operator.status.RuleStatusCalculator;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Finds what is to be written about a rule. Thread-safe. */
@Singleton
public class RuleReporter {
  private final CurrentMesh mesh;
  private final MeshProxies proxies;
  private final RuleEvents events;
  private final RuleStatusCalculator calculator = new RuleStatusCalculator(Clock.systemUTC());

  public RuleReporter(CurrentMesh mesh, MeshProxies proxies, RuleEvents events) {
    this.mesh = mesh;
    this.proxies = proxies;
    this.events = events;
  }

  /** Writes the status of a rule where it is not what is stored. */
  public <R extends CustomResource<?, RuleStatus>> UpdateControl<R> report(R rule, R patch) {
    Optional<RuleStatus> news = news(rule);
    if (news.isEmpty()) {
      return UpdateControl.noUpdate();
    }
    events.transition(rule, news.get());
    patch.getMetadata().setName(rule.getMetadata().getName());
    patch.getMetadata().setNamespace(rule.getMetadata().getNamespace());
    patch.setStatus(news.get());
    return UpdateControl.patchStatus(patch);
  }

  /**
   * The status a rule should have; empty when it has it, or while the rule was not judged as it
   * stands, or this operator's own proxies are not told of it: it is looked at again then.
   */
  Optional<RuleStatus> news(CustomResource<?, RuleStatus> rule) {
    Optional<RuleStatus> stored = Optional.ofNullable(rule.getStatus());
    return verdict(rule)
        .filter(this::isTold)
        .map(verdict -> status(verdict, stored))
        .filter(status -> !stored.equals(Optional.of(status)));
  }

  private boolean isTold(Verdict verdict) {
    return verdict instanceof Verdict.Rejected || proxies.areToldHere(verdict.revision());
  }

  private RuleStatus status(Verdict verdict, Optional<RuleStatus> stored) {
    boolean told = proxies.areToldElsewhere(verdict.revision());
    return calculator.calculate(verdict, proxies.all(), told, stored);
  }

  private Optional<Verdict> verdict(CustomResource<?, RuleStatus> rule) {
    var metadata = rule.getMetadata();
    var key = new RuleKey(rule.getKind(), metadata.getNamespace(), metadata.getName());
    return mesh.view()
        .flatMap(view -> Optional.ofNullable(view.decision().verdicts().get(key)))
        .filter(verdict -> metadata.getGeneration().equals(verdict.revision().generation()));
  }
}
