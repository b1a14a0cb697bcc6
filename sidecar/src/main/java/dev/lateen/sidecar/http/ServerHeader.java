package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.ProxyHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/** The Server header of a response (TM-069). */
final class ServerHeader {
  private ServerHeader() {}

  static void apply(ProxyHeaders proxy, HttpHeaders response) {
    switch (proxy.serverPolicy()) {
      case OVERWRITE -> response.set(HttpHeaderNames.SERVER, proxy.server());
      case APPEND_IF_ABSENT -> {
        if (!response.contains(HttpHeaderNames.SERVER)) {
          response.set(HttpHeaderNames.SERVER, proxy.server());
        }
      }
      case PASS_THROUGH -> {}
    }
  }
}
