package dev.lateen.operator.status.kubernetes;

import dev.lateen.crds.v1alpha1.RuleStatus;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/**
 * Has those rules reconciled whose stored status is no longer true, and no others.
 *
 * @param <R> kind of the rules
 */
public final class RuleChanges<R extends CustomResource<?, RuleStatus>>
    extends SimpleInboundEventSource<R> {
  private final IndexerResourceCache<R> rules;
  private final RuleReporter reporter;

  /**
   * Begins with the first sweep after the controller has started.
   *
   * @param context of the controller of the kind
   * @param trigger says when to look
   * @param reporter knows what should be stored
   */
  public RuleChanges(EventSourceContext<R> context, StatusTrigger trigger, RuleReporter reporter) {
    super("mesh-changes");
    this.rules = context.getPrimaryCache();
    this.reporter = reporter;
    trigger.onChange(this::sweep);
  }

  private void sweep() {
    if (isRunning()) {
      rules
          .list()
          .filter(rule -> reporter.news(rule).isPresent())
          .map(ResourceID::fromResource)
          .forEach(this::propagateEvent);
    }
  }
}
