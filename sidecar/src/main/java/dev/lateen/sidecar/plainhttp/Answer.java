package dev.lateen.sidecar.plainhttp;

import java.util.Map;

/**
 * A response.
 *
 * @param status of HTTP
 * @param headers besides those of the framing
 * @param body all of it
 */
public record Answer(int status, Map<String, String> headers, String body) {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final String TEXT = "text/plain; charset=utf-8";

  /** With a status and a body of this media type. */
  public static Answer of(int status, String type, String body) {
    return new Answer(status, Map.of("content-type", type), body);
  }

  /** 200 with plain text. */
  public static Answer text(String text) {
    return text(OK, text);
  }

  /** Plain text. */
  public static Answer text(int status, String text) {
    return of(status, TEXT, text);
  }

  /** There is nothing under this path. */
  public static Answer notFound() {
    return new Answer(NOT_FOUND, Map.of(), "");
  }

  /** This path knows another method only. */
  public static Answer methodNotAllowed(String allowed) {
    return new Answer(METHOD_NOT_ALLOWED, Map.of("allow", allowed), "");
  }

  static Answer badRequest() {
    return text(BAD_REQUEST, "this is not a request of HTTP/1.1\n");
  }
}
