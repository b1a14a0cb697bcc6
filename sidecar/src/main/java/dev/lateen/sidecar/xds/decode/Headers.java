package dev.lateen.sidecar.xds.decode;

import dev.lateen.sidecar.model.HeaderMutations;
import dev.lateen.sidecar.model.HeaderMutations.Action;
import dev.lateen.sidecar.model.HeaderMutations.Put;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Changes of headers. */
public final class Headers {
  private static final int DELETE = 0x7f;

  private Headers() {}

  /**
   * What is removed and written at one level.
   *
   * @param direction {@code request} or {@code response}, as in the names of the fields
   */
  public static HeaderMutations mutations(
      List<HeaderValueOption> add, List<String> remove, String direction, FieldPath at) {
    List<Put> put = new ArrayList<>();
    for (int i = 0; i < add.size(); i++) {
      HeaderValueOption option = add.get(i);
      FieldPath field = at.at(direction + "_headers_to_add", i);
      if (!option.getHeader().getValue().isEmpty() || option.getKeepEmptyValue()) {
        put.add(put(option, field));
      }
    }
    return new HeaderMutations(
        remove.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(), put);
  }

  /** Both, the first one's first. */
  public static HeaderMutations concat(HeaderMutations first, HeaderMutations second) {
    return new HeaderMutations(
        Stream.concat(first.remove().stream(), second.remove().stream()).distinct().toList(),
        Stream.concat(first.put().stream(), second.put().stream()).toList());
  }

  private static Put put(HeaderValueOption option, FieldPath at) {
    String name = option.getHeader().getKey().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.startsWith(":") || name.equals("host")) {
      throw at.at("header.key")
          .invalid("\"" + name + "\" cannot be written; use a rewrite for host and path");
    }
    return new Put(name, literal(option.getHeader().getValue(), at), action(option, at));
  }

  /** Envoy's values may hold %COMMANDS%; this proxy knows none, so only "%%" may appear. */
  private static String literal(String value, FieldPath at) {
    String without = value.replace("%%", "");
    if (without.indexOf('%') >= 0) {
      throw at.at("header.value")
          .invalid("\"" + value + "\" has a % command, which this proxy does not know; write %%");
    }
    if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == DELETE)) {
      throw at.at("header.value").invalid("holds a control character");
    }
    return value.replace("%%", "%");
  }

  @SuppressWarnings("deprecation") // older control planes still send append
  private static Action action(HeaderValueOption option, FieldPath at) {
    if (option.hasAppend()) {
      return option.getAppend().getValue() ? Action.APPEND : Action.OVERWRITE;
    }
    return switch (option.getAppendAction()) {
      case APPEND_IF_EXISTS_OR_ADD -> Action.APPEND;
      case ADD_IF_ABSENT -> Action.ADD_IF_ABSENT;
      case OVERWRITE_IF_EXISTS_OR_ADD -> Action.OVERWRITE;
      case OVERWRITE_IF_EXISTS -> Action.OVERWRITE_IF_PRESENT;
      case UNRECOGNIZED ->
          throw at.at("append_action").invalid("unknown value " + option.getAppendActionValue());
    };
  }
}
