package dev.lateen.operator.platform.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.lateen.operator.platform.ResourceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The status of each resource of a mesh directory, in {@code
 * .lateen/status/<Kind>/<namespace>/<name>.yaml}: the status subresource alone, always whole, and
 * written only when it differs. Not thread-safe.
 */
public final class StatusFiles {
  private static final Logger LOG = Logger.getLogger(StatusFiles.class);
  private static final String SUFFIX = ".yaml";
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES));

  private final Path root;

  /**
   * Names the files.
   *
   * @param meshDirectory the mesh directory; nothing is made before something is written
   */
  public StatusFiles(Path meshDirectory) {
    root = meshDirectory.resolve(".lateen").resolve("status");
  }

  /**
   * What was last written about a resource.
   *
   * @param key which resource
   * @param type type of the status
   * @return the status; empty when there is none or somebody made it unreadable
   */
  public <T> Optional<T> read(ResourceKey key, Class<T> type) {
    try {
      var text = AtomicFiles.read(file(key));
      return text.isEmpty() ? Optional.empty() : Optional.of(YAML.readValue(text.get(), type));
    } catch (IOException e) {
      LOG.warnf("event=status_unreadable resource=%s reason=%s", key, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Makes the files say exactly this.
   *
   * @param statuses every resource that has a status; the files of others are deleted
   * @return how many files were written or deleted
   * @throws IOException if one cannot be written or deleted; the next call tries again
   */
  public int replaceAll(Map<ResourceKey, Object> statuses) throws IOException {
    int changes = 0;
    for (var entry : statuses.entrySet()) {
      var text = text(entry.getValue());
      var file = file(entry.getKey());
      if (!AtomicFiles.read(file).equals(Optional.of(text))) {
        AtomicFiles.write(file, text);
        changes++;
      }
    }
    return changes + deleteOthers(statuses.keySet());
  }

  private int deleteOthers(Set<ResourceKey> keys) throws IOException {
    if (!Files.isDirectory(root)) {
      return 0;
    }
    var kept = new HashSet<Path>();
    keys.forEach(key -> kept.add(file(key)));
    int deleted = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (!kept.contains(file) && Files.deleteIfExists(file)) {
          deleted++;
        }
      }
    }
    return deleted;
  }

  private Path file(ResourceKey key) {
    return root.resolve(key.kind()).resolve(key.namespace()).resolve(key.name() + SUFFIX);
  }

  private static String text(Object status) {
    try {
      return YAML.writeValueAsString(status);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a status that is not YAML: " + status, e);
    }
  }
}
