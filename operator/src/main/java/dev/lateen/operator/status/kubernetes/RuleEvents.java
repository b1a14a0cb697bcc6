package dev.lateen.operator.status.kubernetes;

import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.RuleStatus;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells of a rule that was accepted or rejected by an Event (events.k8s.io/v1). An Event that
 * cannot be written is lost: the status says the same.
 */
@Singleton
public class RuleEvents {
  private static final Logger LOG = Logger.getLogger(RuleEvents.class);
  private static final String CONTROLLER = "lateen.dev/operator";

  /** Longest note the API server takes, in bytes; a character is at most four. */
  private static final int LONGEST_NOTE = 1024 / 4;

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Provider<KubernetesClient> client;
  private final String instance = "lateen-operator-" + ProcessHandle.current().pid();
  private final Clock clock = Clock.systemUTC();

  public RuleEvents(Provider<KubernetesClient> client) {
    this.client = client;
  }

  /** Writes an Event when the new status accepts or rejects what the stored one did not. */
  void transition(CustomResource<?, RuleStatus> rule, RuleStatus news) {
    Optional<Condition> before = accepted(rule.getStatus());
    accepted(news)
        .filter(after -> !isSame(before, after))
        .ifPresent(
            after -> {
              try {
                client.get().resource(event(rule, after)).create();
              } catch (KubernetesClientException e) {
                LOG.debugf("event=event_not_written reason=\"%s\"", e.getMessage());
              }
            });
  }

  private static boolean isSame(Optional<Condition> before, Condition after) {
    return before
        .filter(condition -> condition.status().equals(after.status()))
        .filter(condition -> condition.observedGeneration().equals(after.observedGeneration()))
        .isPresent();
  }

  private static Optional<Condition> accepted(RuleStatus status) {
    return Optional.ofNullable(status).stream()
        .flatMap(one -> one.conditions().stream())
        .filter(condition -> condition.type().equals(Condition.ACCEPTED))
        .findFirst();
  }

  private Event event(CustomResource<?, RuleStatus> rule, Condition accepted) {
    boolean good = accepted.status().equals("True");
    var metadata = rule.getMetadata();
    String text =
        Optional.ofNullable(accepted.message())
            .orElse("generation " + metadata.getGeneration() + " is in force");
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(metadata.getName() + "-")
        .withNamespace(metadata.getNamespace())
        .endMetadata()
        .withType(good ? "Normal" : "Warning")
        .withReason(good ? "Accepted" : "Rejected")
        .withAction("Judge")
        .withNote(text.substring(0, Math.min(text.length(), LONGEST_NOTE)))
        .withReportingController(CONTROLLER)
        .withReportingInstance(instance)
        .withEventTime(new MicroTime(MICROSECONDS.format(clock.instant())))
        .withNewRegarding()
        .withApiVersion(rule.getApiVersion())
        .withKind(rule.getKind())
        .withName(metadata.getName())
        .withNamespace(metadata.getNamespace())
        .withUid(metadata.getUid())
        .endRegarding()
        .build();
  }
}
