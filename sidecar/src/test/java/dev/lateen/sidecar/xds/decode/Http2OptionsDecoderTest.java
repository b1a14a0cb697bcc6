package dev.lateen.sidecar.xds.decode;

import static dev.lateen.sidecar.xds.Protos.any;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UInt32Value;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.Http2Options;
import dev.lateen.sidecar.model.HttpCodec;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.UpstreamHttp;
import dev.lateen.sidecar.xds.Protos;
import dev.lateen.sidecar.xds.cluster.ClusterDecoder;
import dev.lateen.sidecar.xds.listener.ListenerDecoder;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.CodecType;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Http2OptionsDecoderTest {
  private static final Http2ProtocolOptions GIVEN =
      Http2ProtocolOptions.newBuilder()
          .setMaxConcurrentStreams(UInt32Value.of(7))
          .setInitialStreamWindowSize(UInt32Value.of(70_000))
          .setInitialConnectionWindowSize(UInt32Value.of(80_000))
          .build();
  private static final Http2Options DECODED = new Http2Options(7, 70_000, 80_000);

  @Test
  void aListenersVersionAndLimitsAreDecoded() {
    // Given
    HttpConnectionManager manager =
        HttpConnectionManager.newBuilder()
            .setStatPrefix("http")
            .setCodecType(CodecType.HTTP2)
            .setHttp2ProtocolOptions(GIVEN)
            .setRouteConfig(
                io.envoyproxy.envoy.config.route.v3.RouteConfiguration.getDefaultInstance())
            .build();

    // When
    FilterChain chain =
        ListenerDecoder.decode(
                Protos.listener("l", 1, Filter.newBuilder().setTypedConfig(any(manager)).build()))
            .resolve(RouteTable::empty)
            .filterChains()
            .getFirst();

    // Then
    var http = (dev.lateen.sidecar.model.HttpConnectionManager) chain.filter();
    assertThat(http.codec()).isEqualTo(HttpCodec.HTTP2);
    assertThat(http.http2()).isEqualTo(DECODED);
  }

  @Test
  void aClustersVersionAndLimitsAreDecoded() {
    // Given
    HttpProtocolOptions.Builder fixed = HttpProtocolOptions.newBuilder();
    fixed.getExplicitHttpConfigBuilder().setHttp2ProtocolOptions(GIVEN);
    HttpProtocolOptions.Builder open = HttpProtocolOptions.newBuilder();
    open.getAutoConfigBuilder().setHttp2ProtocolOptions(GIVEN);

    // When / Then
    assertThat(http(fixed.build())).isEqualTo(new UpstreamHttp.Http2(DECODED));
    assertThat(http(open.build())).isEqualTo(new UpstreamHttp.Negotiated(DECODED));
  }

  private static UpstreamHttp http(HttpProtocolOptions options) {
    Cluster cluster =
        Cluster.newBuilder()
            .setName("c")
            .putTypedExtensionProtocolOptions("http", any(options))
            .build();
    return ClusterDecoder.decode(cluster).frame().http();
  }

  @Test
  void whatIsNotSaidIsTheDefault() {
    assertThat(decode(Http2ProtocolOptions.getDefaultInstance())).isEqualTo(Http2Options.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "max_concurrent_streams,0,1",
    "initial_stream_window_size,65534,65535",
    "initial_connection_window_size,-1,65535"
  })
  void aValueOutOfRangeIsRefusedByName(String field, int value, int least) {
    // Given
    Http2ProtocolOptions.Builder options = Http2ProtocolOptions.newBuilder();
    options.setField(
        Http2ProtocolOptions.getDescriptor().findFieldByName(field), UInt32Value.of(value));

    // When / Then
    assertThatThrownBy(() -> decode(options.build()))
        .isInstanceOf(InvalidResourceException.class)
        .hasMessage(
            "Cluster \"c\": http2.%s: %s is not in the range of %d to 2147483647"
                .formatted(field, Integer.toUnsignedString(value), least));
  }

  private static Http2Options decode(Http2ProtocolOptions options) {
    return Http2OptionsDecoder.decode(options, FieldPath.of("Cluster", "c").at("http2"));
  }
}
