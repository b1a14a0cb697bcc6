package dev.lateen.operator.discovery.compile;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;

/** Small proto values every compiler needs. */
final class Protos {
  private Protos() {}

  static Any any(Message message) {
    return Any.pack(message);
  }

  static Duration duration(java.time.Duration duration) {
    return Durations.fromNanos(duration.toNanos());
  }

  /** A duration as rules write it. */
  static Duration duration(String text) {
    return duration(dev.lateen.crds.Durations.parse(text));
  }

  static UInt32Value uint32(int value) {
    return UInt32Value.of(value);
  }

  static Address address(String address, int port) {
    return Address.newBuilder()
        .setSocketAddress(SocketAddress.newBuilder().setAddress(address).setPortValue(port))
        .build();
  }

  /** "From the stream this came on". */
  static ConfigSource ads() {
    return ConfigSource.newBuilder()
        .setAds(AggregatedConfigSource.getDefaultInstance())
        .setResourceApiVersion(ApiVersion.V3)
        .build();
  }
}
