package dev.lateen.operator.authority.local;

import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.AuthorityStore;
import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.authority.StaleAuthorityException;
import dev.lateen.operator.authority.AuthorityCodec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps the authority in one file that only its owner may read, replaced as a whole under a lock
 * that other processes respect.
 */
public final class FileAuthorityStore implements AuthorityStore {
  private final Path file;
  private final Path lock;

  /** In a folder, which is made. */
  public FileAuthorityStore(Path folder) {
    this.file = folder.resolve("authority.json");
    this.lock = folder.resolve(".authority.lock");
  }

  @Override
  public Optional<Stored> load() {
    try {
      return PrivateFiles.read(file).map(this::parse);
    } catch (IOException e) {
      throw new AuthorityStoreException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized Stored replace(Optional<Stored> replaced, AuthorityState state) {
    try {
      PrivateFiles.folder(file.getParent());
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        if (!load().map(Stored::version).equals(replaced.map(Stored::version))) {
          throw new StaleAuthorityException(
              file + " has been changed meanwhile", new IllegalStateException("stale"));
        }
        Stored stored = new Stored(state, UUID.randomUUID().toString());
        PrivateFiles.write(file, stored.version() + "\n" + AuthorityCodec.write(state) + "\n");
        return stored;
      }
    } catch (IOException e) {
      throw new AuthorityStoreException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private Stored parse(String text) {
    int end = text.indexOf('\n');
    if (end < 0) {
      throw new AuthorityStoreException(
          file
              + " does not hold what was written there: restore it from a backup, or remove it for a new authority",
          new IllegalStateException("no version"));
    }
    return new Stored(
        AuthorityCodec.readState(text.substring(end + 1), file.toString()), text.substring(0, end));
  }
}
