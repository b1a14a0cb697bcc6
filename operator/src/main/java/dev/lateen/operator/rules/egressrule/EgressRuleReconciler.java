package dev.lateen.operator.rules.egressrule;

import dev.lateen.crds.v1alpha1.EgressRule;
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

/** Says of an EgressRule whether it is accepted, why not, and on how many proxies it is live. */
@ControllerConfiguration(name = "egressrule")
public class EgressRuleReconciler implements Reconciler<EgressRule> {
  private final RuleReporter reporter;
  private final StatusTrigger trigger;

  public EgressRuleReconciler(RuleReporter reporter, StatusTrigger trigger) {
    this.reporter = reporter;
    this.trigger = trigger;
  }

  @Override
  public List<EventSource<?, EgressRule>> prepareEventSources(
      EventSourceContext<EgressRule> context) {
    return List.of(new RuleChanges<>(context, trigger, reporter));
  }

  @Override
  public UpdateControl<EgressRule> reconcile(EgressRule rule, Context<EgressRule> context) {
    return reporter.report(rule, new EgressRule());
  }
}
