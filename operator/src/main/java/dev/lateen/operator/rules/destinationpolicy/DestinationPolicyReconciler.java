package dev.lateen.operator.rules.destinationpolicy;

import dev.lateen.crds.v1alpha1.DestinationPolicy;
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

/**
 * Says of a DestinationPolicy whether it is accepted, why not, and on how many proxies it is live.
 */
@ControllerConfiguration(name = "destinationpolicy")
public class DestinationPolicyReconciler implements Reconciler<DestinationPolicy> {
  private final RuleReporter reporter;
  private final StatusTrigger trigger;

  public DestinationPolicyReconciler(RuleReporter reporter, StatusTrigger trigger) {
    this.reporter = reporter;
    this.trigger = trigger;
  }

  @Override
  public List<EventSource<?, DestinationPolicy>> prepareEventSources(
      EventSourceContext<DestinationPolicy> context) {
    return List.of(new RuleChanges<>(context, trigger, reporter));
  }

  @Override
  public UpdateControl<DestinationPolicy> reconcile(
      DestinationPolicy rule, Context<DestinationPolicy> context) {
    return reporter.report(rule, new DestinationPolicy());
  }
}
