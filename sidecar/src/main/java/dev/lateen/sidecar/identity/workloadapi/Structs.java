package dev.lateen.sidecar.identity.workloadapi;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** JSON as messages. */
final class Structs {
  private Structs() {}

  static Struct of(JsonObject object) {
    Struct.Builder struct = Struct.newBuilder();
    object.forEach(entry -> struct.putFields(entry.getKey(), value(entry.getValue())));
    return struct.build();
  }

  private static Value value(Object value) {
    Value.Builder built = Value.newBuilder();
    return switch (value) {
      case null -> built.setNullValue(NullValue.NULL_VALUE).build();
      case Boolean flag -> built.setBoolValue(flag).build();
      case Number number -> built.setNumberValue(number.doubleValue()).build();
      case JsonObject object -> built.setStructValue(of(object)).build();
      case JsonArray array -> built.setListValue(list(array)).build();
      default -> built.setStringValue(value.toString()).build();
    };
  }

  private static ListValue list(JsonArray array) {
    ListValue.Builder list = ListValue.newBuilder();
    array.forEach(element -> list.addValues(value(element)));
    return list.build();
  }
}
