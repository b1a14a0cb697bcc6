package dev.lateen.sidecar.xds.listener;

import static dev.lateen.sidecar.xds.Protos.any;
import static dev.lateen.sidecar.xds.Protos.httpListener;
import static dev.lateen.sidecar.xds.Protos.listener;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import dev.lateen.sidecar.model.CidrRange;
import dev.lateen.sidecar.model.Direction;
import dev.lateen.sidecar.model.FilterChainMatch;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.xds.decode.InvalidResourceException;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.listener.original_dst.v3.OriginalDst;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ListenerDecoderTest {
  @Test
  void routesByRdsAreResolvedByName() {
    // Given
    RouteTable table = RouteTable.empty("http_proxy");

    // When
    ListenerResource resource =
        ListenerDecoder.decode(httpListener("http_proxy", 15_081, "http_proxy"));

    // Then
    assertThat(resource.routeConfigurations()).containsExactly("http_proxy");
    Listener listener = resource.resolve(name -> table);
    assertThat(((HttpConnectionManager) listener.filterChains().getFirst().filter()).routes())
        .isSameAs(table);
    assertThat(listener.bound()).isTrue();
    assertThat(listener.usesOriginalDestination()).isFalse();
  }

  @Test
  void capturedTrafficIsMatchedByPortAndPrefix() {
    // Given
    var proto =
        listener("virtualInbound", 15_006, tcp("inbound|9080||")).toBuilder()
            .setTrafficDirection(TrafficDirection.INBOUND);
    proto.addListenerFiltersBuilder().setTypedConfig(any(OriginalDst.getDefaultInstance()));
    proto
        .getFilterChainsBuilder(0)
        .getFilterChainMatchBuilder()
        .setDestinationPort(UInt32Value.of(9080))
        .addPrefixRangesBuilder()
        .setAddressPrefix("10.0.0.0")
        .setPrefixLen(UInt32Value.of(8));
    proto.getDefaultFilterChainBuilder().addFilters(tcp("PassthroughCluster"));

    // When
    Listener listener = ListenerDecoder.decode(proto.build()).resolve(RouteTable::empty);

    // Then
    assertThat(listener.usesOriginalDestination()).isTrue();
    assertThat(listener.direction()).isEqualTo(Direction.INBOUND);
    assertThat(listener.filterChains().getFirst().match())
        .isEqualTo(
            new FilterChainMatch(OptionalInt.of(9080), List.of(new CidrRange("10.0.0.0", 8))));
    assertThat(listener.defaultChain()).isPresent();
  }

  @Test
  void anUnboundListenerIsOne() {
    // Given
    var proto = httpListener("0.0.0.0_9080", 9080, "9080").toBuilder();

    // When
    Listener listener =
        ListenerDecoder.decode(proto.setBindToPort(BoolValue.of(false)).build())
            .resolve(RouteTable::empty);

    // Then
    assertThat(listener.bound()).isFalse();
  }

  @Test
  void aFilterThisProxyDoesNotHaveIsRefusedByName() {
    // Given
    Filter unknown =
        Filter.newBuilder()
            .setName("mongo")
            .setTypedConfig(any(OriginalDst.getDefaultInstance()))
            .build();

    // When / Then
    assertThatThrownBy(() -> ListenerDecoder.decode(listener("l", 1, unknown)))
        .isInstanceOf(InvalidResourceException.class)
        .hasMessageStartingWith(
            "Listener \"l\": filter_chains[0].filters[0].typed_config: filter \"mongo\" of type");
  }

  @Test
  void anAddressThatIsNoLiteralIsRefused() {
    // Given
    var proto = httpListener("l", 1, "r").toBuilder();
    proto.getAddressBuilder().getSocketAddressBuilder().setAddress("localhost");

    // When / Then
    assertThatThrownBy(() -> ListenerDecoder.decode(proto.build()))
        .isInstanceOf(InvalidResourceException.class)
        .hasMessageStartingWith("Listener \"l\": address.socket_address: ");
  }

  private static Filter tcp(String cluster) {
    return Filter.newBuilder()
        .setName("tcp")
        .setTypedConfig(any(TcpProxy.newBuilder().setCluster(cluster).build()))
        .build();
  }
}
