package dev.lateen.operator.status.kubernetes;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.logging.Logger;

/**
 * Writes Events (events.k8s.io/v1). One that cannot be written is lost: the status or the log says
 * the same.
 */
@Singleton
public class MeshEvents {
  private static final Logger LOG = Logger.getLogger(MeshEvents.class);
  private static final String CONTROLLER = "lateen.dev/operator";

  /** Longest note the API server takes, in bytes; a character is at most four. */
  private static final int LONGEST_NOTE = 1024 / 4;

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Provider<KubernetesClient> client;
  private final String instance = "lateen-operator-" + ProcessHandle.current().pid();
  private final Clock clock = Clock.systemUTC();

  public MeshEvents(Provider<KubernetesClient> client) {
    this.client = client;
  }

  /**
   * What happened.
   *
   * @param regarding the object it is about
   * @param good whether it is as it should be
   * @param reason in one word
   * @param action what was done, in one word
   * @param note for people; what is too long is cut
   */
  public record Happening(
      ObjectReference regarding, boolean good, String reason, String action, String note) {}

  /** Writes an Event. */
  public void tell(Happening happening) {
    write(event(happening).editMetadata().withGenerateName(name(happening)).endMetadata().build());
  }

  /** Writes an Event unless the cluster still has the same. */
  public void tellOnce(Happening happening) {
    String hash = Integer.toHexString(happening.hashCode());
    write(event(happening).editMetadata().withName(name(happening) + hash).endMetadata().build());
  }

  private void write(Event event) {
    try {
      client.get().resource(event).create();
    } catch (KubernetesClientException e) {
      LOG.debugf("event=event_not_written reason=\"%s\"", e.getMessage());
    }
  }

  private static String name(Happening happening) {
    return happening.regarding().getName() + "-";
  }

  private EventBuilder event(Happening happening) {
    String note = happening.note();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(happening.regarding().getNamespace())
        .endMetadata()
        .withType(happening.good() ? "Normal" : "Warning")
        .withReason(happening.reason())
        .withAction(happening.action())
        .withNote(note.substring(0, Math.min(note.length(), LONGEST_NOTE)))
        .withReportingController(CONTROLLER)
        .withReportingInstance(instance)
        .withEventTime(new MicroTime(MICROSECONDS.format(clock.instant())))
        .withRegarding(happening.regarding());
  }
}
