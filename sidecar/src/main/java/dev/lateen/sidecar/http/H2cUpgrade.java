package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.HttpCodec;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The switch of a connection in the clear from HTTP/1.1 to HTTP/2 (RFC 7540 3.2). RFC 9113 has
 * given it up, but clients without prior knowledge still ask for it. The request that asked is the
 * first stream, and every stream is routed like any request: nothing passes to an endpoint unread.
 * Who asks with a body, or in another way than the RFC says, is answered in HTTP/1.1.
 */
final class H2cUpgrade {
  private static final String H2C = "h2c";
  private static final AsciiString SETTINGS = AsciiString.cached("http2-settings");
  private static final int SETTING_BYTES = 6;

  private H2cUpgrade() {}

  /**
   * Switches when the client asks for it and may have it; then the connection is none of HTTP/1 any
   * more.
   *
   * @param handler what serves HTTP/1
   */
  static boolean takesOver(HttpRequest request, ClientLink link, ClientConnection handler) {
    Optional<byte[]> settings = settings(request, link);
    if (settings.isEmpty()) {
      return false;
    }
    accept(link.channel());
    link.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    request.headers().remove(HttpHeaderNames.UPGRADE);
    link.worker().remove(handler);
    Http2ClientConnection.upgrade(link, request, settings.get());
    link.channel().pipeline().remove(link.codec());
    link.channel().pipeline().remove(handler);
    return true;
  }

  /** What the client says in its SETTINGS. */
  private static Optional<byte[]> settings(HttpRequest request, ClientLink link) {
    HttpHeaders headers = request.headers();
    boolean asked =
        headers.contains(HttpHeaderNames.UPGRADE)
            && headers.containsValue(HttpHeaderNames.UPGRADE, H2C, true)
            && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
            && headers.containsValue(HttpHeaderNames.CONNECTION, SETTINGS, true)
            && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
            && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
            && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
            && link.served().manager().codec() == HttpCodec.AUTO
            && link.channel().pipeline().get(SslHandler.class) == null;
    return asked ? decode(headers.getAll(SETTINGS)) : Optional.empty();
  }

  private static Optional<byte[]> decode(List<String> values) {
    if (values.size() != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getUrlDecoder().decode(values.getFirst()))
          .filter(payload -> payload.length % SETTING_BYTES == 0);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static void accept(Channel channel) {
    var answer =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
    answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
    answer.headers().set(HttpHeaderNames.UPGRADE, H2C);
    channel.writeAndFlush(answer, channel.voidPromise());
  }
}
