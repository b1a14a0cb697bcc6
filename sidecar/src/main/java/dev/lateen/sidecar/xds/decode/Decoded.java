package dev.lateen.sidecar.xds.decode;

import com.google.protobuf.Any;
import com.google.protobuf.Parser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The resources of one response.
 *
 * @param valid by name, in the order they were sent
 * @param invalid names of those that were refused
 * @param problems one text for each resource that was refused
 */
public record Decoded<T>(Map<String, T> valid, Set<String> invalid, List<String> problems) {

  /**
   * Decodes every resource; the bad ones do not stop the good ones.
   *
   * @param name of a message, as other resources refer to it
   * @param decoder throws {@link InvalidResourceException} for what cannot be obeyed
   */
  public static <M, T> Decoded<T> of(
      String typeUrl,
      List<Any> resources,
      Parser<M> parser,
      Function<M, String> name,
      Function<M, T> decoder) {
    Decoded<T> decoded = new Decoded<>(new LinkedHashMap<>(), new HashSet<>(), new ArrayList<>());
    for (int i = 0; i < resources.size(); i++) {
      FieldPath at = FieldPath.of(typeUrl, "resources[" + i + "]");
      try {
        if (!resources.get(i).getTypeUrl().equals(typeUrl)) {
          throw at.invalid("is of type " + resources.get(i).getTypeUrl());
        }
        decoded.add(Values.unpack(resources.get(i), parser, at), name, decoder);
      } catch (InvalidResourceException e) {
        decoded.problems.add(e.getMessage());
      }
    }
    return decoded;
  }

  private <M> void add(M message, Function<M, String> name, Function<M, T> decoder) {
    String key = name.apply(message);
    try {
      if (valid.put(key, decoder.apply(message)) != null) {
        problems.add("\"" + key + "\" is sent twice; names are unique");
      }
    } catch (InvalidResourceException e) {
      invalid.add(key);
      throw e;
    } catch (IllegalArgumentException e) {
      // A value of the model refused what no decoder had looked at.
      invalid.add(key);
      throw new InvalidResourceException("\"" + key + "\": " + e.getMessage());
    }
  }
}
