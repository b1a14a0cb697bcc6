package dev.lateen.sidecar.admin;

import io.vertx.core.json.JsonObject;

/**
 * A response.
 *
 * @param status of HTTP
 * @param type media type
 * @param body all of it
 */
record Answer(int status, String type, String body) {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  static Answer json(JsonObject document) {
    return json(OK, document);
  }

  static Answer json(int status, JsonObject document) {
    return new Answer(status, "application/json", document.encodePrettily());
  }

  static Answer text(String text) {
    return new Answer(OK, "text/plain; charset=utf-8", text);
  }

  /** Prometheus text format 0.0.4. */
  static Answer metrics(String text) {
    return new Answer(OK, "text/plain; version=0.0.4; charset=utf-8", text);
  }

  static Answer accepted(String text) {
    return new Answer(ACCEPTED, "text/plain; charset=utf-8", text);
  }
}
