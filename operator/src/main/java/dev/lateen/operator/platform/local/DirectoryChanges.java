package dev.lateen.operator.platform.local;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * Waits for changes below a directory. What it misses, such as a folder just made, the caller finds
 * when the wait ends anyway.
 */
final class DirectoryChanges implements AutoCloseable {
  /** How long nothing must happen before a change counts as complete. */
  private static final Duration QUIET = Duration.ofMillis(20);

  private static final int MAX_EVENTS = 50;

  private final WatchService service;

  private DirectoryChanges(WatchService service) {
    this.service = service;
  }

  static DirectoryChanges open(Path root) throws IOException {
    return new DirectoryChanges(root.getFileSystem().newWatchService());
  }

  /** Watches these folders too; those that are gone are left out. */
  void watch(Collection<Path> folders) throws IOException {
    for (var folder : folders) {
      try {
        folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
      } catch (NoSuchFileException | NotDirectoryException _) {
        // Deleted since it was listed; the change will be seen in the folder it was in.
      }
    }
  }

  /** Returns soon after the last of several changes, or when the time is over. */
  void await(Duration atMost) throws InterruptedException {
    var key = service.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    for (int events = 0; key != null && events < MAX_EVENTS; events++) {
      reset(key);
      key = service.poll(QUIET.toNanos(), TimeUnit.NANOSECONDS);
    }
    if (key != null) {
      reset(key);
    }
  }

  private static void reset(WatchKey key) {
    key.pollEvents();
    key.reset();
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
