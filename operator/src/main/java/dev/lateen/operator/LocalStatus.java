package dev.lateen.operator;

import dev.lateen.operator.LateenSettings.PlatformKind;
import dev.lateen.operator.discovery.DiscoveryService;
import dev.lateen.operator.identity.AuthorityReports;
import dev.lateen.operator.platform.local.StatusFiles;
import dev.lateen.operator.status.CurrentMesh;
import dev.lateen.operator.status.LocalStatusWriter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Has the status files of the local platform written, on a thread of its own, after each change.
 */
@Singleton
class LocalStatus {
  private static final Logger LOG = Logger.getLogger(LocalStatus.class);
  private static final long RETRY_SECONDS = 1;

  private final LateenSettings settings;
  private final CurrentMesh mesh;
  private final DiscoveryService discovery;
  private final AuthorityReports authority;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().name("lateen-status").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  LocalStatus(
      LateenSettings settings,
      CurrentMesh mesh,
      DiscoveryService discovery,
      AuthorityReports authority) {
    this.settings = settings;
    this.authority = authority;
    this.mesh = mesh;
    this.discovery = discovery;
  }

  void start(@Observes StartupEvent event) {
    if (settings.platform() != PlatformKind.LOCAL) {
      return;
    }
    settings.local().directory().ifPresent(this::start);
  }

  private void start(Path directory) {
    var writer =
        new LocalStatusWriter(
            new StatusFiles(directory.toAbsolutePath().normalize()), Clock.systemUTC());
    mesh.onChange(() -> ask(writer, 0));
    discovery.onChange(() -> ask(writer, 0));
    authority.onChange(() -> ask(writer, 0));
    ask(writer, 0);
  }

  void stop(@Observes ShutdownEvent event) {
    executor.shutdownNow();
  }

  /** Several changes that come before the write are one. */
  private void ask(LocalStatusWriter writer, long delaySeconds) {
    if (asked.compareAndSet(false, true)) {
      executor.schedule(() -> write(writer), delaySeconds, TimeUnit.SECONDS);
    }
  }

  private void write(LocalStatusWriter writer) {
    asked.set(false);
    var view = mesh.view();
    if (view.isEmpty()) {
      return;
    }
    try {
      int files = writer.write(view.get(), discovery.proxies(), authority.current());
      LOG.debugf("event=status_written files=%d", files);
    } catch (IOException | RuntimeException e) {
      LOG.warnf("event=status_not_written reason=%s", e);
      ask(writer, RETRY_SECONDS);
    }
  }
}
