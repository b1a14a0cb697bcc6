package dev.lateen.sidecar.upstream;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;

/**
 * Decodes the responses of one connection; knows which request is answered, because HEAD and
 * CONNECT change the framing.
 */
final class ResponseDecoder extends HttpResponseDecoder {
  private static final int MAX_HEADER_BYTES = 60 << 10;

  private HttpMethod method = HttpMethod.GET;

  ResponseDecoder() {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(16 << 10)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setMaxChunkSize(64 << 10)
            .setAllowDuplicateContentLengths(false)
            .setStrictLineParsing(true));
  }

  void answering(HttpMethod requestMethod) {
    method = requestMethod;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    HttpStatusClass kind = ((HttpResponse) message).status().codeClass();
    if (kind == HttpStatusClass.INFORMATIONAL || method.equals(HttpMethod.HEAD)) {
      return true;
    }
    return super.isContentAlwaysEmpty(message)
        || (kind == HttpStatusClass.SUCCESS && method.equals(HttpMethod.CONNECT));
  }

  /** RFC 9112 6.3: a message with both is an attempt to smuggle. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("response with Transfer-Encoding and Content-Length");
  }
}
