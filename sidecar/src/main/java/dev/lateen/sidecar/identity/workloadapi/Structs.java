package dev.lateen.sidecar.identity.workloadapi;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** JSON as messages. */
final class Structs {
  private Structs() {}

  static Struct of(JsonObject object) {
    Struct.Builder struct = Struct.newBuilder();
    object.forEach((name, value) -> struct.putFields(name, value(value)));
    return struct.build();
  }

  private static Value value(JsonValue value) {
    Value.Builder built = Value.newBuilder();
    return switch (value) {
      case JsonNumber number -> built.setNumberValue(number.doubleValue()).build();
      case JsonString text -> built.setStringValue(text.getString()).build();
      case JsonObject object -> built.setStructValue(of(object)).build();
      case JsonArray array -> built.setListValue(list(array)).build();
      default -> constant(value, built);
    };
  }

  private static Value constant(JsonValue value, Value.Builder built) {
    return value.getValueType() == JsonValue.ValueType.NULL
        ? built.setNullValue(NullValue.NULL_VALUE).build()
        : built.setBoolValue(value.equals(JsonValue.TRUE)).build();
  }

  private static ListValue list(JsonArray array) {
    ListValue.Builder list = ListValue.newBuilder();
    array.forEach(element -> list.addValues(value(element)));
    return list.build();
  }
}
