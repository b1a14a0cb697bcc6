package dev.lateen.operator.rules.policy;

import dev.lateen.crds.v1alpha1.Policy;
import dev.lateen.operator.status.kubernetes.RuleChanges;
import dev.lateen.operator.status.kubernetes.RuleReporter;
import dev.lateen.operator.status.kubernetes.StatusTrigger;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** Says of a Policy whether it is accepted, why not, and on how many proxies it is live. */
@ControllerConfiguration(name = "policy")
public class PolicyReconciler implements Reconciler<Policy> {
  private final RuleReporter reporter;
  private final StatusTrigger trigger;

  public PolicyReconciler(RuleReporter reporter, StatusTrigger trigger) {
    this.reporter = reporter;
    this.trigger = trigger;
  }

  @Override
  public List<EventSource<?, Policy>> prepareEventSources(EventSourceContext<Policy> context) {
    return List.of(new RuleChanges<>(context, trigger, reporter));
  }

  @Override
  public UpdateControl<Policy> reconcile(Policy policy, Context<Policy> context) {
    return reporter.report(policy, new Policy());
  }
}
