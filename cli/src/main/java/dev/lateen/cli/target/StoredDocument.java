package dev.lateen.cli.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/**
 * A document of a mesh directory.
 *
 * @param file where it stands
 * @param id which resource it describes
 * @param document what it says
 */
record StoredDocument(Path file, ResourceId id, JsonNode document) {}
