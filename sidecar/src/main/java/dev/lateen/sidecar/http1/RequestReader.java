package dev.lateen.sidecar.http1;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/** Reads requests. */
final class RequestReader extends MessageReader {
  private long framing;

  RequestReader(MessageLimits limits) {
    super(limits);
  }

  @Override
  void beginHead(HeadBuffer lines) {
    lines.beginRequest();
  }

  @Override
  HttpMessage parseHead(byte[] head, FieldList fields) {
    HttpRequest request = RequestHeads.parse(head, fields);
    framing = Framing.ofRequest(fields, request.protocolVersion().equals(HttpVersion.HTTP_1_0));
    return request;
  }

  @Override
  long framing() {
    return framing;
  }

  @Override
  HttpMessage refused() {
    return new DefaultHttpRequest(
        HttpVersion.HTTP_1_1, HttpMethod.GET, "/", EmptyHttpHeaders.INSTANCE, false);
  }
}
