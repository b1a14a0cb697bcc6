package dev.lateen.sidecar.upstream;

import io.netty.handler.codec.http.HttpObject;

/** One request on its way to an endpoint. Used on its event loop only. */
public interface UpstreamStream {
  /**
   * Sends a part of the request and takes over its reference; the last part ends the request. Not
   * flushed.
   */
  void send(HttpObject part);

  /** Flushes what was sent. */
  void flush();

  /** Whether more can be sent without piling up. */
  boolean isWritable();

  /** Stops or resumes reading the response. */
  void setReading(boolean reading);

  /**
   * Gives the request up; the listener hears nothing more. The connection is closed unless the
   * response is already complete.
   */
  void cancel();

  /**
   * Gives the response up, for another try; a short rest is read so that the connection can be used
   * again.
   */
  void discard();

  /** Whether the connection served a request before this one, and so may be stale. */
  boolean isReused();

  /** SPIFFE ID that the endpoint proved; empty where it did not. */
  String principal();
}
