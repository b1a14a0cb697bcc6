package dev.lateen.sidecar.upstream;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/**
 * Hears what becomes of a request sent to a cluster. Called on the event loop; nothing follows
 * {@link #failed} or the last content.
 */
public interface StreamListener {
  /** Whether nobody waits any more: what would be said is dropped. */
  boolean isOver();

  /** Whether another endpoint should be asked than this, which could not be reached. */
  boolean avoids(UpstreamHost host);

  /** Whether the request is CONNECT, and so the response a connection of bytes. */
  boolean wantsBytes();

  /** Whether another endpoint is better than this, which was asked before. */
  default boolean hasTried(UpstreamHost host) {
    return false;
  }

  /** The endpoint that will be asked; comes before all else but a failure to choose one. */
  void chosen(UpstreamHost host);

  /** A connection is there; the request can be sent. */
  void connected(UpstreamStream stream);

  /** An interim response, 1xx but not 101. */
  void informational(HttpResponse response);

  /** The head of the response. */
  void head(HttpResponse response);

  /** A part of the body, its reference handed over; a {@code LastHttpContent} ends the response. */
  void content(HttpContent content);

  /** Everything read so far was delivered: time to flush. */
  void readComplete();

  /** The connection takes more again, or takes no more for now. */
  void writabilityChanged();

  /** There will be no (further) response. */
  void failed(UpstreamFailure failure);
}
