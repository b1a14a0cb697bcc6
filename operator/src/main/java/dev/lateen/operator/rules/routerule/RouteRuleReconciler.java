package dev.lateen.operator.rules.routerule;

import dev.lateen.crds.v1alpha1.RouteRule;
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

/** Says of a RouteRule whether it is accepted, why not, and on how many proxies it is live. */
@ControllerConfiguration(name = "routerule")
public class RouteRuleReconciler implements Reconciler<RouteRule> {
  private final RuleReporter reporter;
  private final StatusTrigger trigger;

  public RouteRuleReconciler(RuleReporter reporter, StatusTrigger trigger) {
    this.reporter = reporter;
    this.trigger = trigger;
  }

  @Override
  public List<EventSource<?, RouteRule>> prepareEventSources(
      EventSourceContext<RouteRule> context) {
    return List.of(new RuleChanges<>(context, trigger, reporter));
  }

  @Override
  public UpdateControl<RouteRule> reconcile(RouteRule rule, Context<RouteRule> context) {
    return reporter.report(rule, new RouteRule());
  }
}
