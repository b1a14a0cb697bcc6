package dev.lateen.operator.authority.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Files for their owner alone, always whole, and on the disk when a write returns. */
final class PrivateFiles {
  private static final FileAttribute<?> OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNERS_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private PrivateFiles() {}

  static void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, OWNERS_FOLDER);
    }
  }

  static Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  static void write(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.deleteIfExists(temporary);
    put(temporary, text, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static void append(Path file, String text) throws IOException {
    put(
        file,
        text,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE));
  }

  /**
   * Says with a file of one line what it belongs to, unless there is one already.
   *
   * @return whether the file says so now
   */
  static boolean claim(Path file, String owner) throws IOException {
    try {
      Path own = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
      put(own, owner, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      try {
        Files.createLink(file, own); // whole at once, and by one alone
      } finally {
        Files.delete(own);
      }
      return true;
    } catch (FileAlreadyExistsException _) {
      return read(file).equals(Optional.of(owner));
    }
  }

  private static void put(Path file, String text, Set<StandardOpenOption> options)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, options, OWNER)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
