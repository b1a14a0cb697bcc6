package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.plainhttp.Answer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/** JSON documents and what they are made of. */
final class Documents {
  private static final int OK = 200;

  private Documents() {}

  static JsonObjectBuilder object() {
    return Json.createObjectBuilder();
  }

  /** An array of objects, one for each element. */
  static <T> JsonArrayBuilder objects(
      Collection<T> elements, Function<? super T, JsonObjectBuilder> object) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    elements.forEach(element -> array.add(object.apply(element)));
    return array;
  }

  /** An array of texts or numbers. */
  static JsonArrayBuilder array(Collection<?> values) {
    return Json.createArrayBuilder(values);
  }

  static Answer answer(JsonObjectBuilder document) {
    return answer(OK, document);
  }

  /** Indented, for people. */
  static Answer answer(int status, JsonObjectBuilder document) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer =
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
      writer.writeObject(document.build());
    }
    return Answer.of(status, "application/json", text.toString());
  }
}
