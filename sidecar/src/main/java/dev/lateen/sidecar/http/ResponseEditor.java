package dev.lateen.sidecar.http;

import dev.lateen.sidecar.filter.HopByHop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Fits the head of a response to the client's connection: framing and keep-alive (RFC 9112 6, 9.3).
 */
final class ResponseEditor {
  private ResponseEditor() {}

  /** Removes what concerned the upstream connection, and an answer's 101 keeps its Upgrade. */
  static void strip(HttpResponse response) {
    HttpHeaders headers = response.headers();
    if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      return;
    }
    HopByHop.strip(headers);
  }

  /**
   * Frames the response for the client.
   *
   * @param old the client speaks HTTP/1.0
   * @param bodiless the answer to HEAD
   * @param keepAlive whether the client and we could go on
   * @return whether the connection goes on after this response
   */
  static boolean frame(HttpResponse response, boolean old, boolean bodiless, boolean keepAlive) {
    response.setProtocolVersion(HttpVersion.HTTP_1_1);
    HttpHeaders headers = response.headers();
    boolean persistent = keepAlive;
    if (!bodiless
        && mayHaveBody(response.status())
        && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      if (old) {
        headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        persistent = false;
      } else if (!HttpUtil.isTransferEncodingChunked(response)) {
        headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      }
    }
    if (!persistent) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (old) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    return persistent;
  }

  private static boolean mayHaveBody(HttpResponseStatus status) {
    int code = status.code();
    return code >= 200 && code != 204 && code != 205 && code != 304;
  }
}
