package dev.lateen.sidecar.http;

import dev.lateen.sidecar.stats.ListenerCounters;
import dev.lateen.sidecar.worker.Worker;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http2.Http2Error;

/**
 * The client's side of one exchange, whatever version of HTTP it came by. Used on its event loop
 * only.
 */
interface ClientStream {
  /** The worker of the event loop. */
  Worker worker();

  /** Where the connection came in. */
  ConnectionInfo info();

  /** Version of HTTP, as {@code HTTP/1.1}. */
  String protocol();

  /** Of the listener that serves it. */
  ListenerCounters counters();

  /** Stops or resumes taking the body of the request from the client. */
  void pauseBody(boolean paused);

  /** Whether more of the response can be sent without piling up. */
  boolean isWritable();

  /** Sends an interim response, 1xx but not 101, to a client that understands it. */
  void interim(HttpResponse response);

  /**
   * Sends a part of the response, the head framed as the client's version of HTTP wants it, and
   * takes over its reference; the last part ends the response. Not flushed.
   */
  void send(HttpObject part);

  /** Flushes what was sent. */
  void flush();

  /** The whole response is sent: the exchange hears nothing more. */
  void finished();

  /**
   * The response cannot be completed: the client is made to notice, where its version of HTTP can
   * say it by this error.
   */
  void reset(Http2Error error);

  /**
   * The head that was sent switches protocols: from now on parts are bytes, and the last one ends
   * its direction only.
   */
  void switchProtocols();
}
