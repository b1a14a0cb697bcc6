package dev.lateen.crds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.crds.validation.FieldError;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/** One document of a file, and what became of it. */
public sealed interface Document {
  /**
   * Where a document stands.
   *
   * @param file how its reader called the file
   * @param number which document of the file, from 1
   */
  record Origin(String file, int number) {
    /** Such as {@code mesh.yaml: document 2}. */
    @Override
    public String toString() {
      return file + ": document " + number;
    }
  }

  /** Where it stands. */
  Origin origin();

  /** What it says; a missing node where it is not YAML. */
  JsonNode raw();

  /**
   * A valid document of the group.
   *
   * @param resource the resource it describes; its namespace is absent where the document has none
   */
  record Accepted(Origin origin, JsonNode raw, CustomResource<?, ?> resource) implements Document {}

  /**
   * An invalid document of the group, or something that is no Kubernetes document.
   *
   * @param errors at least one problem
   */
  record Refused(Origin origin, JsonNode raw, List<FieldError> errors) implements Document {
    /** Takes a copy. */
    public Refused {
      errors = List.copyOf(errors);
    }

    /** One line for each problem, with file, document, field, value and what to do. */
    public List<String> messages() {
      return errors.stream().map(error -> origin + ": " + error).toList();
    }
  }

  /** A document of another API group, such as a Service; it is not validated. */
  record Foreign(Origin origin, JsonNode raw) implements Document {}
}
