package dev.lateen.operator.platform.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.lateen.operator.platform.ResourceKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Counts the changes of each spec, as an API server does in {@code metadata.generation}, and
 * remembers the count in {@code .lateen/generations.json} so that a restart is no change. Not
 * thread-safe.
 */
final class Generations {
  private static final Logger LOG = Logger.getLogger(Generations.class);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;
  private final Map<String, Counted> counted;
  private boolean changed;

  /**
   * One resource.
   *
   * @param generation how many specs it had, from 1
   * @param digest SHA-256 of the last one
   */
  record Counted(long generation, String digest) {}

  Generations(Path meshDirectory) {
    file = meshDirectory.resolve(".lateen").resolve("generations.json");
    counted = load(file);
  }

  private static Map<String, Counted> load(Path file) {
    try {
      var text = AtomicFiles.read(file);
      return text.isEmpty()
          ? new TreeMap<>()
          : JSON.readValue(text.get(), new TypeReference<TreeMap<String, Counted>>() {});
    } catch (IOException e) {
      LOG.warnf("event=generations_unreadable file=%s reason=%s", file, e.getMessage());
      return new TreeMap<>();
    }
  }

  /** The generation of a resource that now says this. */
  long of(ResourceKey key, JsonNode spec) {
    var digest = digest(spec);
    var before = counted.get(key.toString());
    if (before != null && before.digest().equals(digest)) {
      return before.generation();
    }
    var now = new Counted(before == null ? 1 : before.generation() + 1, digest);
    counted.put(key.toString(), now);
    changed = true;
    return now.generation();
  }

  /** Forgets all other resources, and writes down what changed. */
  void retain(Set<ResourceKey> keys) {
    var names = keys.stream().map(ResourceKey::toString).collect(Collectors.toSet());
    changed |= counted.keySet().retainAll(names);
    if (!changed) {
      return;
    }
    try {
      AtomicFiles.write(file, JSON.writeValueAsString(counted));
      changed = false;
    } catch (IOException e) {
      LOG.warnf("event=generations_not_written file=%s reason=%s", file, e.getMessage());
    }
  }

  private static String digest(JsonNode spec) {
    try {
      var bytes = spec.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
