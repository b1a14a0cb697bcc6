package dev.lateen.bookinfo.web;

import dev.lateen.bookinfo.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a handler answers.
 *
 * @param status the HTTP status
 * @param headers the headers to send beside those of {@link WebServer}
 * @param body sent as UTF-8
 */
public record Response(int status, Map<String, String> headers, String body) {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
          + "base-uri 'none'; frame-ancestors 'none'";

  public Response {
    headers = Map.copyOf(headers);
  }

  /** A JSON document. */
  public static Response json(int status, Json body) {
    return new Response(status, Map.of("Content-Type", "application/json"), body + "\n");
  }

  /** A JSON document that says what went wrong. */
  public static Response error(int status, String message) {
    return json(status, Json.object().with("error", message));
  }

  /** A page; its policy allows no scripts and nothing from elsewhere. */
  public static Response html(int status, String body) {
    return new Response(
        status,
        Map.of("Content-Type", "text/html; charset=utf-8", "Content-Security-Policy", POLICY),
        body);
  }

  /** Sends the browser to another page of this site with GET. */
  public static Response seeOther(String location) {
    return new Response(303, Map.of("Location", location), "");
  }

  /** This response with one more header. */
  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }
}
