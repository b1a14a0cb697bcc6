package dev.lateen.blackbox.mesh;

import java.util.Map;

/**
 * A request as an application got it.
 *
 * @param method such as GET
 * @param target path and query as they came
 * @param headers by name in lower case; several of one name with commas between
 * @param body the whole of it
 */
public record Received(String method, String target, Map<String, String> headers, String body) {
  /** Takes a copy. */
  public Received {
    headers = Map.copyOf(headers);
  }

  /** A header; empty where it was not there. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
