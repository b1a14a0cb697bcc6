package dev.lateen.sidecar.http;

import dev.lateen.sidecar.upstream.UpstreamHost;
import dev.lateen.sidecar.upstream.UpstreamStream;
import io.netty.handler.codec.http.HttpResponse;

/** Hears what becomes of a request. This one forgets it. */
interface RequestLog {
  /** Where no access log is asked for. */
  RequestLog NONE = new RequestLog() {};

  /** Something went wrong, or was made to. */
  default void flag(ResponseFlag flag) {}

  /** It goes to this cluster. */
  default void cluster(String name) {}

  /** This endpoint is asked; the last one counts. */
  default void asked(UpstreamHost host) {}

  /** There is a stream to it. */
  default void connected(UpstreamStream stream) {}

  /** The response begins. */
  default void response(HttpResponse response) {}

  /** A part of the response's body was sent. */
  default void sent(long bytes) {}

  /** It is over; what follows is not heard. */
  default void end() {}
}
