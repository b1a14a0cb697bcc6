package dev.lateen.operator.inject;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Reads the body of a request, up to a limit.
 *
 * @param limit in bytes
 */
record LimitedBody(long limit) {

  /** Calls {@code then} with the body, or answers 413 and closes the connection. */
  void read(HttpServerRequest request, Consumer<Buffer> then) {
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > limit) {
            request.handler(null).endHandler(null);
            request
                .response()
                .setStatusCode(413)
                .end()
                .onComplete(_ -> request.connection().close());
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(_ -> then.accept(body));
  }
}
