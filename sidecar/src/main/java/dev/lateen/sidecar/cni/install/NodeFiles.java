package dev.lateen.sidecar.cni.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files of a node so that nobody ever sees half of one. */
final class NodeFiles {
  /** What only its owner may read. */
  static final String SECRET = "rw-------";

  /** What everybody may read. */
  static final String PUBLIC = "rw-r--r--";

  /** What everybody may run. */
  static final String PROGRAM = "rwxr-xr-x";

  private NodeFiles() {}

  /**
   * Writes it unless it is there already.
   *
   * @return whether it was written
   */
  static boolean write(Path file, String content, String mode) throws IOException {
    if (Files.isRegularFile(file) && Files.readString(file).equals(content)) {
      return false;
    }
    Path beside = beside(file, mode);
    try {
      Files.writeString(beside, content);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
    return true;
  }

  /**
   * Copies it unless it is there already. One that runs may be replaced.
   *
   * @return whether it was copied
   */
  static boolean copy(Path from, Path file, String mode) throws IOException {
    if (Files.isRegularFile(file) && Files.mismatch(from, file) < 0) {
      return false;
    }
    Path beside = beside(file, mode);
    try {
      Files.copy(from, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString(mode));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
    return true;
  }

  /** A new file, hidden and of no ending that a runtime reads. */
  private static Path beside(Path file, String mode) throws IOException {
    Path made = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".tmp");
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(mode));
    return made;
  }
}
