package dev.lateen.sidecar.plainhttp;

import java.util.List;
import java.util.Map;

/**
 * What somebody asks.
 *
 * @param method of HTTP, such as {@code GET}
 * @param path decoded, without the query
 * @param parameters of the query, decoded
 */
public record Request(String method, String path, Map<String, List<String>> parameters) {
  /** Whether the query has the parameter with this value. */
  public boolean says(String parameter, String value) {
    return parameters.getOrDefault(parameter, List.of()).contains(value);
  }
}
