package dev.lateen.sidecar.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The handshake of WebSocket over HTTP/1 (RFC 6455 4), which its HTTP/2 form lacks (RFC 8441 5):
 * made here where only one of the sides has it.
 */
final class WebSocketKeys {
  private static final byte[] GUID =
      "258EAFA5-E914-47DA-95CA-C5AB0DC85B11".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 16;

  private WebSocketKeys() {}

  /** Gives a request that switches to WebSocket a key when it has none. */
  static void completeRequest(HttpHeaders request, RandomGenerator random) {
    if (isWebSocket(request) && !request.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
      byte[] key = new byte[KEY_BYTES];
      random.nextBytes(key);
      request.set(HttpHeaderNames.SEC_WEBSOCKET_KEY, Base64.getEncoder().encodeToString(key));
    }
  }

  /** Gives the response that switches to WebSocket the proof that the key was read. */
  static void completeResponse(String key, HttpHeaders response) {
    if (isWebSocket(response) && !response.contains(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT)) {
      response.set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, accept(key));
    }
  }

  private static boolean isWebSocket(HttpHeaders headers) {
    String upgrade = headers.get(HttpHeaderNames.UPGRADE);
    return upgrade != null
        && AsciiString.contentEqualsIgnoreCase(upgrade, HttpHeaderValues.WEBSOCKET);
  }

  private static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(key.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(sha1.digest(GUID));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
