package dev.lateen.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Writes an image as the archive of an OCI image layout. Nothing is fetched. */
final class ImageTar {
  private ImageTar() {}

  /**
   * Writes one.
   *
   * @param base archive of the base image, as engines save it
   * @param context what the recipe copies from
   * @param name of the image, such as localhost/lateen-sidecar:0.1.0
   * @param output where to
   */
  static void write(Path base, Recipe recipe, Path context, String name, Path output)
      throws Exception {
    JibContainerBuilder image =
        Jib.from(TarImage.at(base))
            .setFormat(ImageFormat.OCI)
            .setEnvironment(recipe.environment())
            .setUser(recipe.user())
            .setEntrypoint(recipe.entrypoint());
    for (Recipe.Copy copy : recipe.copies()) {
      image.addFileEntriesLayer(layer(copy, context));
    }
    Path cache = Files.createTempDirectory("lateen-images");
    try {
      image.containerize(
          Containerizer.to(TarImage.at(output).named(name))
              .setOfflineMode(true)
              .setBaseImageLayersCache(cache.resolve("base"))
              .setApplicationLayersCache(cache.resolve("application")));
    } finally {
      delete(cache);
    }
  }

  /** The layers of the base are in it, too large to be left behind. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static FileEntriesLayer layer(Recipe.Copy copy, Path context) throws IOException {
    return FileEntriesLayer.builder()
        .setName(copy.to())
        .addEntryRecursive(
            context.resolve(copy.from()),
            AbsoluteUnixPath.get(copy.to()),
            (file, _) -> permissions(file))
        .build();
  }

  private static FilePermissions permissions(Path file) {
    try {
      return FilePermissions.fromPosixFilePermissions(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
