package dev.lateen.crds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The documents of a text in YAML 1.2 (of which JSON is a part), with anchors resolved. Limits of
 * the parser hold: 3 MB of text, 50 aliases of collections, no names written twice.
 */
final class YamlDocuments implements Iterator<JsonNode> {
  private final Iterator<Object> documents;

  private YamlDocuments(Iterator<Object> documents) {
    this.documents = documents;
  }

  static YamlDocuments of(String text) {
    var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return new YamlDocuments(new Load(settings).loadAllFromString(text).iterator());
  }

  /**
   * Whether another document follows.
   *
   * @throws SyntaxException if what follows is not YAML
   */
  @Override
  public boolean hasNext() {
    try {
      return documents.hasNext();
    } catch (YamlEngineException e) {
      throw new SyntaxException(e);
    }
  }

  /**
   * The next document; a null node where it is empty.
   *
   * @throws SyntaxException if it is not YAML
   */
  @Override
  public JsonNode next() {
    try {
      return new TreeBuilder().build(documents.next());
    } catch (YamlEngineException e) {
      throw new SyntaxException(e);
    } catch (IllegalArgumentException e) {
      throw new SyntaxException(e.getMessage(), e);
    }
  }

  /** A text is not YAML; the message says what and where. */
  static final class SyntaxException extends RuntimeException {
    private SyntaxException(YamlEngineException cause) {
      this(describe(cause), cause);
    }

    private SyntaxException(String message, Exception cause) {
      super(message, cause);
    }

    private static String describe(YamlEngineException e) {
      return e instanceof MarkedYamlEngineException marked
          ? marked.getProblem()
              + marked
                  .getProblemMark()
                  .map(
                      at ->
                          " (line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ")")
                  .orElse("")
          : String.valueOf(e.getMessage());
    }
  }
}
