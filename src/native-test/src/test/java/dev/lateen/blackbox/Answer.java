package dev.lateen.blackbox;

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
record Answer(int status, Map<String, String> headers, String body, Duration took) {
  Answer {
    headers = Map.copyOf(headers);
  }

  /** Which version of the service answered; the status where none did. */
  String version() {
    return headers.getOrDefault(StandIn.VERSION, "HTTP " + status);
  }
}
