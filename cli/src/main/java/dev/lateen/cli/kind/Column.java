package dev.lateen.cli.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.output.Age;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import java.time.Instant;

/**
 * A column of the table of a kind.
 *
 * @param name its title
 * @param path where its value stands
 * @param date whether the value is a time, of which the age is shown
 */
public record Column(String name, ColumnPath path, boolean date) {
  /** The column that a definition describes. */
  static Column of(AdditionalPrinterColumn column) {
    return new Column(
        column.name(),
        ColumnPath.of(column.jsonPath()),
        column.type() == AdditionalPrinterColumn.Type.DATE);
  }

  /** What is shown for a resource; empty where it says nothing. */
  public String cell(JsonNode resource, Instant now) {
    var value = path.value(resource);
    return date ? value.map(time -> Age.of(time, now)).orElse("<unknown>") : value.orElse("");
  }
}
