package dev.lateen.crds.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the schema of a kind says about a document: unknown and missing fields, types, ranges,
 * lengths, enumerations and formats. The schema is the one in the definition that the API server
 * gets, so both refuse the same; its CEL rules are not evaluated here but stand as Java in the
 * rules of each kind.
 */
final class SchemaCheck {
  private final List<FieldError> errors = new ArrayList<>();

  private SchemaCheck() {}

  /** Every problem of {@code field}, in the order of the document. */
  static List<FieldError> check(Field field, JsonNode schema) {
    var check = new SchemaCheck();
    check.value(field, schema);
    return check.errors;
  }

  private void value(Field field, JsonNode schema) {
    switch (schema.path("type").asText()) {
      case "object" -> object(field, schema);
      case "array" -> array(field, schema);
      case "string" -> string(field, schema);
      case "boolean" -> expect(field, field.node().isBoolean(), "must be true or false");
      case "integer" -> number(field, schema, field.node().isIntegralNumber(), "a whole number");
      case "number" -> number(field, schema, field.node().isNumber(), "a number");
      default -> stringOrObject(field, schema);
    }
  }

  /** A schema without a type is that of a text match (TM-025). */
  private void stringOrObject(Field field, JsonNode schema) {
    if (field.node().isTextual()) {
      length(field, schema, field.text().length(), "Length", "characters");
    } else if (field.node().isObject()) {
      properties(field, schema);
    } else {
      errors.add(field.error("must be a text, or an object with exact, prefix or regex"));
    }
  }

  private void object(Field field, JsonNode schema) {
    if (!expect(field, field.node().isObject(), "must be an object: name: value")) {
      return;
    }
    length(field, schema, field.node().size(), "Properties", "entries");
    var entries = schema.path("additionalProperties");
    if (entries.isObject()) {
      field.entries().forEach(entry -> value(entry, entries));
    } else if (!schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      properties(field, schema);
    }
  }

  private void properties(Field field, JsonNode schema) {
    var known = schema.path("properties");
    for (var name : field.keys().toList()) {
      if (known.has(name)) {
        value(field.child(name), known.path(name));
      } else {
        var names = known.propertyStream().map(Map.Entry::getKey).toList();
        errors.add(field.child(name).error("no such field; " + Suggestions.hint(name, names)));
      }
    }
    for (var required : schema.path("required")) {
      if (!field.has(required.asText())) {
        errors.add(field.child(required.asText()).error("is missing: set it"));
      }
    }
  }

  private void array(Field field, JsonNode schema) {
    if (expect(field, field.node().isArray(), "must be a list")) {
      length(field, schema, field.node().size(), "Items", "entries");
      field.items().forEach(item -> value(item, schema.path("items")));
    }
  }

  private void string(Field field, JsonNode schema) {
    if (!expect(field, field.node().isTextual(), "must be a text: put it in quotes")) {
      return;
    }
    if (schema.has("enum")) {
      var allowed = schema.path("enum").valueStream().map(JsonNode::asText).toList();
      expect(field, allowed.contains(field.text()), "must be one of " + String.join(", ", allowed));
    }
    if (length(field, schema, field.text().length(), "Length", "characters")
        && schema.has("pattern")) {
      var pattern = schema.path("pattern").asText();
      expect(
          field, Pattern.compile(pattern).matcher(field.text()).find(), FormatReasons.of(pattern));
    }
  }

  private void number(Field field, JsonNode schema, boolean rightType, String name) {
    if (!expect(field, rightType, "must be " + name)) {
      return;
    }
    var value = field.node().decimalValue();
    var minimum = bound(schema, "minimum");
    var maximum = bound(schema, "maximum");
    if (minimum.isPresent() && maximum.isPresent()) {
      expect(
          field,
          value.compareTo(minimum.get()) >= 0 && value.compareTo(maximum.get()) <= 0,
          "must be from " + minimum.get() + " to " + maximum.get());
    } else if (minimum.isPresent()) {
      expect(field, value.compareTo(minimum.get()) >= 0, "must be at least " + minimum.get());
    }
  }

  private static Optional<BigDecimal> bound(JsonNode schema, String name) {
    return schema.has(name) ? Optional.of(schema.path(name).decimalValue()) : Optional.empty();
  }

  private boolean length(Field field, JsonNode schema, int length, String what, String unit) {
    int minimum = schema.path("min" + what).asInt(0);
    int maximum = schema.path("max" + what).asInt(Integer.MAX_VALUE);
    if (length < minimum) {
      return expect(field, false, "must have at least " + minimum + " " + unit);
    }
    return expect(
        field, length <= maximum, "must have at most " + maximum + " " + unit + ", has " + length);
  }

  private boolean expect(Field field, boolean holds, String reason) {
    if (!holds) {
      errors.add(field.error(reason));
    }
    return holds;
  }
}
