package dev.lateen.blackbox.mesh;

import java.time.Duration;
import java.util.Map;

/**
 * What came back for one request.
 *
 * @param status the status code
 * @param headers by name in lower case
 * @param body the whole of it
 * @param took from the first byte sent to the last received
 */
public record Answer(int status, Map<String, String> headers, String body, Duration took) {
  /** Takes a copy. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Which version of the service answered; the status where none did. */
  public String version() {
    return headers.getOrDefault(StandIn.VERSION, "HTTP " + status);
  }

  /** A header; empty where it was not there. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Whether the connection ends with this answer. */
  public boolean last() {
    return header("connection").equalsIgnoreCase("close");
  }
}
