package dev.lateen.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where a run keeps configurations and outputs; left behind for a look at them. */
final class WorkFolder {
  private WorkFolder() {}

  /** A new one, readable by all, because an nginx that root starts reads it as somebody else. */
  static Path create() throws IOException {
    return Files.createTempDirectory(
        "lateen-bench",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }
}
