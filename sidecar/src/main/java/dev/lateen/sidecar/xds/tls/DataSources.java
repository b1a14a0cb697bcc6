package dev.lateen.sidecar.xds.tls;

import dev.lateen.sidecar.xds.decode.FieldPath;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that are in a resource or in a file beside this proxy. */
final class DataSources {
  private DataSources() {}

  /** The text; a file is read now. */
  static String text(DataSource source, FieldPath at) {
    at.unsupported("watched_directory", source.hasWatchedDirectory());
    return switch (source.getSpecifierCase()) {
      case INLINE_STRING -> source.getInlineString();
      case INLINE_BYTES -> source.getInlineBytes().toStringUtf8();
      case FILENAME -> read(source.getFilename(), at.at("filename"));
      case ENVIRONMENT_VARIABLE, SPECIFIER_NOT_SET ->
          throw at.invalid("set inline_string, inline_bytes or filename");
    };
  }

  private static String read(String file, FieldPath at) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw at.invalid("\"" + file + "\" cannot be read: " + e.getMessage());
    }
  }
}
