package dev.lateen.sidecar.xds.route;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.lateen.sidecar.model.HeaderMutations;
import dev.lateen.sidecar.model.HeaderMutations.Action;
import dev.lateen.sidecar.model.HeaderMutations.Put;
import dev.lateen.sidecar.model.Mirror;
import dev.lateen.sidecar.xds.decode.FieldPath;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What our discovery says of a route and xDS has no field for: its metadata under {@link
 * #NAMESPACE}; docs/architecture.md lists the fields.
 *
 * @param fields all of them
 * @param at where they are
 */
record RuleMetadata(Struct fields, FieldPath at) {
  static final String NAMESPACE = "dev.lateen";

  static RuleMetadata of(Route route, FieldPath at) {
    return new RuleMetadata(
        route.getMetadata().getFilterMetadataOrDefault(NAMESPACE, Struct.getDefaultInstance()),
        at.at("metadata." + NAMESPACE));
  }

  /** A text. */
  Optional<String> text(String name) {
    return Optional.ofNullable(fields.getFieldsMap().get(name)).map(Value::getStringValue);
  }

  /** The name of a header, in lower case. */
  Optional<String> header(String name) {
    return text(name).map(header -> header.toLowerCase(Locale.ROOT));
  }

  /** A flag, false where it is absent. */
  boolean flag(String name) {
    return fields.getFieldsOrDefault(name, Value.getDefaultInstance()).getBoolValue();
  }

  /** The mirrors with what is said of each. */
  List<Mirror> mirrors(List<Mirror> plain) {
    List<Value> said =
        fields
            .getFieldsOrDefault("mirrors", Value.getDefaultInstance())
            .getListValue()
            .getValuesList();
    if (said.isEmpty()) {
      return plain;
    }
    if (said.size() != plain.size()) {
      throw at.at("mirrors")
          .invalid(said.size() + " entries for " + plain.size() + " mirror policies");
    }
    List<Mirror> mirrors = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      mirrors.add(mirror(plain.get(i), said.get(i).getStructValue()));
    }
    return mirrors;
  }

  private static Mirror mirror(Mirror plain, Struct said) {
    List<Put> put = new ArrayList<>(puts(said, "set", Action.OVERWRITE));
    put.addAll(puts(said, "add", Action.APPEND));
    List<String> remove =
        said
            .getFieldsOrDefault("remove", Value.getDefaultInstance())
            .getListValue()
            .getValuesList()
            .stream()
            .map(Value::getStringValue)
            .toList();
    return new Mirror(
        plain.cluster(),
        plain.share(),
        Optional.ofNullable(said.getFieldsMap().get("authority")).map(Value::getStringValue),
        new HeaderMutations(remove, put));
  }

  private static List<Put> puts(Struct said, String name, Action action) {
    return said
        .getFieldsOrDefault(name, Value.getDefaultInstance())
        .getStructValue()
        .getFieldsMap()
        .entrySet()
        .stream()
        .map(entry -> new Put(entry.getKey(), entry.getValue().getStringValue(), action))
        .toList();
  }
}
