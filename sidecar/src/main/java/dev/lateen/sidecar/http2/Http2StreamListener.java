package dev.lateen.sidecar.http2;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http2.Http2Error;

/**
 * Hears what a peer sends on a stream. Called on the event loop; nothing follows {@link #reset}.
 */
public interface Http2StreamListener {
  /** The request, or a response; interim ones as well. */
  void head(HttpMessage head);

  /** A part of the body, its reference handed over; a {@code LastHttpContent} ends the message. */
  void content(HttpContent content);

  /** Everything read so far was delivered: time to flush. */
  void readComplete();

  /** The stream takes more again. */
  void writable();

  /**
   * The stream ended before its time, by either side.
   *
   * @param untouched whether the peer said that it did nothing with the stream
   */
  void reset(Http2Error error, boolean untouched);
}
