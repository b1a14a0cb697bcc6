package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.HttpLimits;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Decodes requests strictly: what could be framed in two ways is a failure. */
final class ClientDecoder extends HttpRequestDecoder {
  private static final int MAX_CHUNK = 64 << 10;

  ClientDecoder(HttpLimits limits) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.maxRequestLineBytes())
            .setMaxHeaderSize(limits.maxHeaderBytes())
            .setMaxChunkSize(MAX_CHUNK)
            .setAllowDuplicateContentLengths(false)
            .setStrictLineParsing(true));
  }

  /** RFC 9112 6.3: a message with both is an attempt to smuggle. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("request with Transfer-Encoding and Content-Length");
  }
}
