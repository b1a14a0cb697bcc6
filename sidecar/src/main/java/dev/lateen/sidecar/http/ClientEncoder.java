package dev.lateen.sidecar.http;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;

/** Encodes responses; the answer to HEAD has the headers of a body but none. */
final class ClientEncoder extends HttpResponseEncoder {
  private boolean head;

  /** Says what kind of request the next final response answers. */
  void answeringHead(boolean isHead) {
    head = isHead;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpResponse response) {
    return super.isContentAlwaysEmpty(response)
        || (head && response.status().codeClass() != HttpStatusClass.INFORMATIONAL);
  }
}
