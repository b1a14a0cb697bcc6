package dev.lateen.olm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.crds.Document;
import dev.lateen.crds.ResourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads what is kept beside these classes, and YAML. */
public final class Yaml {
  /** For JSON that stands in annotations. */
  public static final ObjectMapper JSON = new ObjectMapper();

  private Yaml() {}

  /**
   * The only document of a text; an object without fields where it is no YAML.
   *
   * @param file how it is called
   */
  public static JsonNode one(String file, String text) {
    List<Document> documents = ResourceReader.read(file, text);
    return documents.size() == 1 ? documents.getFirst().raw() : JSON.createObjectNode();
  }

  /** The objects of a file beside these classes. */
  static List<Document> resource(String name) {
    return ResourceReader.read(name, text(name));
  }

  /** The single object of a file beside these classes. */
  static ObjectNode object(String name) {
    return (ObjectNode) resource(name).getFirst().raw();
  }

  /** The text of a file beside these classes. */
  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** The bytes of a file beside these classes. */
  static byte[] bytes(String name) {
    try (var in = Yaml.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses JSON; a missing node where it is none. */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
