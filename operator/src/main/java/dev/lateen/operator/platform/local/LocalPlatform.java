package dev.lateen.operator.platform.local;

import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The mesh directory as a platform. One thread of its own watches, reads and calls the consumer.
 * The directory may come later or go away: what was last known stays.
 */
public final class LocalPlatform implements Platform {
  private static final Logger LOG = Logger.getLogger(LocalPlatform.class);
  private static final Duration RESCAN = Duration.ofSeconds(1);

  private final Path root;
  private final MeshDirectory directory;
  private volatile MeshResources current = MeshResources.empty();
  private volatile boolean synced;
  private volatile Optional<String> problem = Optional.of("the mesh directory was not read yet");
  private volatile boolean closed;
  private volatile Thread thread;

  /**
   * Names the directory.
   *
   * @param root the mesh directory; it may not exist yet
   */
  public LocalPlatform(Path root) {
    this.root = root;
    this.directory = new MeshDirectory(root);
  }

  @Override
  public void start(Consumer<MeshResources> consumer) {
    thread = Thread.ofPlatform().name("lateen-mesh-directory").daemon().start(() -> run(consumer));
  }

  private void run(Consumer<MeshResources> consumer) {
    var state = new LocalState(new Generations(root), new StatusFiles(root));
    Map<String, String> before = null;
    try (var changes = DirectoryChanges.open(root)) {
      while (!closed) {
        var content = read();
        if (content.isPresent()) {
          changes.watch(content.get().folders());
          if (!content.get().files().equals(before)) {
            before = content.get().files();
            take(state, content.get(), consumer);
          }
        }
        changes.await(RESCAN);
      }
    } catch (InterruptedException _) {
      LOG.debugf("event=directory_watch_ended directory=%s", root);
    } catch (IOException e) {
      problem = Optional.of("cannot watch " + root + ": " + e);
      LOG.errorf(e, "event=directory_watch_failed directory=%s", root);
    }
  }

  private Optional<MeshDirectory.Content> read() {
    try {
      var content = directory.read();
      if (problem.isPresent()) {
        LOG.infof("event=directory_read directory=%s files=%d", root, content.files().size());
      }
      problem = Optional.empty();
      return Optional.of(content);
    } catch (IOException e) {
      var reason = Optional.of("cannot read the mesh directory (lateen.local.directory): " + e);
      if (!reason.equals(problem)) {
        LOG.warnf("event=directory_unreadable directory=%s reason=%s", root, e);
      }
      problem = reason;
      return Optional.empty();
    }
  }

  /** The watch goes on whatever a file says: the next change is taken again. */
  private void take(
      LocalState state, MeshDirectory.Content content, Consumer<MeshResources> consumer) {
    try {
      var resources = state.take(content.files());
      current = resources;
      synced = true;
      consumer.accept(resources);
    } catch (RuntimeException e) {
      problem = Optional.of("the mesh directory cannot be taken: " + e);
      LOG.errorf(e, "event=directory_not_taken directory=%s", root);
    }
  }

  @Override
  public boolean synced() {
    return synced;
  }

  @Override
  public MeshResources current() {
    return current;
  }

  @Override
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public void close() {
    closed = true;
    var running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
