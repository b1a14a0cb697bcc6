package dev.lateen.bookinfo.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** A JSON value (RFC 8259). Immutable; {@code toString} is its compact text. */
public sealed interface Json {

  /** An object; keeps the order of its members. */
  record Fields(SequencedMap<String, Json> members) implements Json {
    public Fields {
      members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    /** This object with one more member, or with another value for one that it has. */
    public Fields with(String name, Json value) {
      SequencedMap<String, Json> more = new LinkedHashMap<>(members);
      more.put(name, value);
      return new Fields(more);
    }

    /** This object with one more text. */
    public Fields with(String name, String value) {
      return with(name, new Text(value));
    }

    /** This object with one more whole number. */
    public Fields with(String name, long value) {
      return with(name, new Number(value));
    }

    @Override
    public String toString() {
      return members.entrySet().stream()
          .map(Fields::member)
          .collect(Collectors.joining(",", "{", "}"));
    }

    private static String member(Map.Entry<String, Json> member) {
      return JsonText.quote(member.getKey()) + ":" + member.getValue();
    }
  }

  /** An array. */
  record Items(List<Json> values) implements Json {
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return values.stream().map(Json::toString).collect(Collectors.joining(",", "[", "]"));
    }
  }

  /** A string. */
  record Text(String value) implements Json {
    @Override
    public String toString() {
      return JsonText.quote(value);
    }
  }

  /** A number; whole ones are written without a fraction. */
  record Number(double value) implements Json {
    @Override
    public String toString() {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }
  }

  /** One of {@code true}, {@code false} and {@code null}. */
  enum Literal implements Json {
    TRUE("true"),
    FALSE("false"),
    NULL("null");

    private final String text;

    Literal(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** An object without members. */
  static Fields object() {
    return new Fields(new LinkedHashMap<>());
  }

  /**
   * Reads one value.
   *
   * @throws JsonException when the text is not JSON or nests deeper than 64 levels
   */
  static Json parse(String text) {
    return new JsonReader(text).read();
  }

  /** The member of this name; empty when there is none or this is not an object. */
  default Optional<Json> at(String name) {
    return this instanceof Fields fields
        ? Optional.ofNullable(fields.members().get(name))
        : Optional.empty();
  }

  /** The text of this member; empty when there is none or it is not a string. */
  default Optional<String> text(String name) {
    return at(name).flatMap(v -> v instanceof Text t ? Optional.of(t.value()) : Optional.empty());
  }

  /** The whole number of this member; empty when there is none. */
  default Optional<Integer> number(String name) {
    return at(name)
        .flatMap(v -> v instanceof Number n ? Optional.of((int) n.value()) : Optional.empty());
  }

  /** The values of this array member; empty when there is none. */
  default List<Json> items(String name) {
    return at(name).map(v -> v instanceof Items i ? i.values() : List.<Json>of()).orElse(List.of());
  }
}
