package dev.lateen.operator.authority.local;

import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.issuing.JournalStore;
import dev.lateen.operator.authority.AuthorityCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Keeps the journal as a file of lines, each on the disk before its certificate is handed out. */
public final class FileJournal implements JournalStore {
  private final Path file;

  /** In a folder, which is made. */
  public FileJournal(Path folder) {
    this.file = folder.resolve("journal.jsonl");
  }

  /** A last line without its end was cut off by a kill: its certificate was not handed out. */
  @Override
  public synchronized List<JournalEntry> load() {
    try {
      String text = PrivateFiles.read(file).orElse("");
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      if (whole.length() < text.length()) {
        PrivateFiles.write(file, whole);
      }
      return whole.lines().map(line -> AuthorityCodec.readEntry(line, file.toString())).toList();
    } catch (IOException e) {
      throw new AuthorityStoreException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void append(JournalEntry entry, Instant now) {
    try {
      PrivateFiles.folder(file.getParent());
      PrivateFiles.append(file, AuthorityCodec.write(entry) + "\n");
    } catch (IOException e) {
      throw new AuthorityStoreException(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
