package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.ProxyHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a request says of where it came from: X-Forwarded-For, X-Forwarded-Proto and X-Request-Id.
 * At the edge of the mesh none of it is believed, nor any x-envoy header (TM-061, TM-120).
 */
final class Provenance {
  private static final String INTERNAL = "x-envoy-";

  private Provenance() {}

  static void record(
      HttpHeaders headers,
      ProxyHeaders proxy,
      String scheme,
      Optional<InetAddress> caller,
      RandomGenerator random) {
    if (proxy.edge()) {
      ofStranger(headers, proxy, scheme, caller);
    } else if (!headers.contains(Headers.FORWARDED_PROTO)) {
      headers.set(Headers.FORWARDED_PROTO, scheme);
    }
    if (proxy.makesRequestId() && !headers.contains(Headers.REQUEST_ID)) {
      headers.set(Headers.REQUEST_ID, RequestIds.next(random));
    }
  }

  private static void ofStranger(
      HttpHeaders headers, ProxyHeaders proxy, String scheme, Optional<InetAddress> caller) {
    removeInternal(headers);
    headers.set(Headers.FORWARDED_PROTO, scheme);
    if (!proxy.keepsStrangersRequestId()) {
      headers.remove(Headers.REQUEST_ID);
    }
    if (proxy.appendsForwardedFor() && caller.isPresent()) {
      append(headers, caller.get().getHostAddress());
    }
  }

  private static void append(HttpHeaders headers, String address) {
    List<String> before = headers.getAll(Headers.FORWARDED_FOR);
    headers.set(
        Headers.FORWARDED_FOR,
        before.isEmpty() ? address : String.join(",", before) + "," + address);
  }

  private static void removeInternal(HttpHeaders headers) {
    List<String> internal = new ArrayList<>(0);
    for (String name : headers.names()) {
      if (name.toLowerCase(Locale.ROOT).startsWith(INTERNAL)) {
        internal.add(name);
      }
    }
    internal.forEach(headers::remove);
  }
}
