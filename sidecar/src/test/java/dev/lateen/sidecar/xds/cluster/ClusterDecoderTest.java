package dev.lateen.sidecar.xds.cluster;

import static dev.lateen.sidecar.xds.Protos.any;
import static dev.lateen.sidecar.xds.Protos.assignment;
import static dev.lateen.sidecar.xds.Protos.edsCluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UInt32Value;
import com.google.protobuf.Value;
import dev.lateen.sidecar.model.CircuitBreakers;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.LoadBalancing;
import dev.lateen.sidecar.model.OutlierDetection;
import dev.lateen.sidecar.model.TlsTrust;
import dev.lateen.sidecar.model.UpstreamHttp;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.model.UpstreamTransport;
import dev.lateen.sidecar.tls.TestCertificates;
import dev.lateen.sidecar.xds.decode.InvalidResourceException;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.core.v3.ExtraSourceAddress;
import io.envoyproxy.envoy.config.core.v3.HealthCheck;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterDecoderTest {
  @Test
  void anEdsClusterNamesItsAssignment() {
    // Given
    Cluster.Builder named = edsCluster("reviews").toBuilder();
    named.getEdsClusterConfigBuilder().setServiceName("other");

    // When / Then
    assertThat(ClusterDecoder.decode(edsCluster("reviews")).assignment()).contains("reviews");
    assertThat(ClusterDecoder.decode(named.build()).assignment()).contains("other");
  }

  @Test
  void endpointsOfAStaticClusterAreInIt() {
    // When
    ClusterResource cluster =
        ClusterDecoder.decode(
            Cluster.newBuilder()
                .setName("inbound|9080||")
                .setLoadAssignment(assignment("inbound|9080||", 9080))
                .build());

    // Then
    assertThat(cluster.assignment()).isEmpty();
    assertThat(cluster.frame().discovery())
        .isEqualTo(new Discovery.Endpoints(List.of(Endpoint.of("127.0.0.1", 9080))));
  }

  @Test
  void connectionsComeFromTheAddressOfTheEndpointsFamily() {
    // Given
    Cluster.Builder cluster = edsCluster("reviews").toBuilder();
    cluster
        .getUpstreamBindConfigBuilder()
        .setSourceAddress(source("127.0.0.6"))
        .addExtraSourceAddresses(ExtraSourceAddress.newBuilder().setAddress(source("::1")));

    // When
    UpstreamTransport transport = ClusterDecoder.decode(cluster.build()).frame().transport();

    // Then
    assertThat(transport.source(new InetSocketAddress("10.0.0.1", 80)))
        .contains(new InetSocketAddress("127.0.0.6", 0));
    assertThat(transport.source(new InetSocketAddress("fd00::1", 80)))
        .contains(new InetSocketAddress("::1", 0));
  }

  @Test
  void aSourceHasNoPort() {
    // Given
    Cluster.Builder cluster = edsCluster("reviews").toBuilder();
    cluster
        .getUpstreamBindConfigBuilder()
        .setSourceAddress(source("127.0.0.6").toBuilder().setPortValue(80));

    // When / Then
    assertThatThrownBy(() -> ClusterDecoder.decode(cluster.build()))
        .isInstanceOf(InvalidResourceException.class)
        .hasMessageContaining("upstream_bind_config.source_address.port_value");
  }

  private static SocketAddress source(String address) {
    return SocketAddress.newBuilder().setAddress(address).build();
  }

  @Test
  void theFirstTransportWhoseLabelsAnEndpointHasIsUsed() {
    // Given
    var proto = edsCluster("reviews").toBuilder();
    var tls = proto.addTransportSocketMatchesBuilder().setName("mtls");
    tls.getMatchBuilder().putFields("tls", Value.newBuilder().setStringValue("mutual").build());
    tls.getTransportSocketBuilder().setTypedConfig(any(UpstreamTlsContext.getDefaultInstance()));
    proto.addTransportSocketMatchesBuilder().setName("plaintext");
    Endpoint endpoint = Endpoint.of("127.0.0.1", 9080);

    // When
    var transport = ClusterDecoder.decode(proto.build()).frame().transport();

    // Then
    assertThat(transport.to(endpoint)).isEmpty();
    assertThat(transport.to(endpoint.withLabels(Map.of("tls", "mutual", "a", "b")))).isPresent();
    assertThat(transport.to(endpoint.withLabels(Map.of("tls", "other")))).isEmpty();
  }

  @Test
  void originalDestinationIsDecoded() {
    // Given
    Cluster passthrough =
        Cluster.newBuilder()
            .setName("PassthroughCluster")
            .setType(DiscoveryType.ORIGINAL_DST)
            .setLbPolicy(Cluster.LbPolicy.CLUSTER_PROVIDED)
            .build();

    // When / Then
    assertThat(ClusterDecoder.decode(passthrough).frame().discovery())
        .isEqualTo(new Discovery.OriginalDestination());
  }

  @Test
  void limitsAndPoliciesAreDecoded() {
    // Given
    Cluster.Builder proto =
        edsCluster("reviews").toBuilder().setLbPolicy(Cluster.LbPolicy.LEAST_REQUEST);
    proto.getConnectTimeoutBuilder().setSeconds(3);
    proto
        .getCircuitBreakersBuilder()
        .addThresholdsBuilder()
        .setMaxConnections(UInt32Value.of(7))
        .setMaxRequests(UInt32Value.of(-1));
    proto
        .getOutlierDetectionBuilder()
        .setConsecutive5Xx(UInt32Value.of(2))
        .setMaxEjectionPercent(UInt32Value.of(100));
    var options = HttpProtocolOptions.newBuilder();
    options.getExplicitHttpConfigBuilder().getHttpProtocolOptionsBuilder();
    options.getCommonHttpProtocolOptionsBuilder().setMaxRequestsPerConnection(UInt32Value.of(1));
    proto.putTypedExtensionProtocolOptions("http", any(options.build()));

    // When
    var cluster = ClusterDecoder.decode(proto.build()).frame();

    // Then
    assertThat(cluster.loadBalancing())
        .isEqualTo(LoadBalancing.of(new LoadBalancing.Algorithm.LeastRequest()));
    assertThat(cluster.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(cluster.circuitBreakers())
        .isEqualTo(new CircuitBreakers(7, 1024, Integer.MAX_VALUE, 3));
    assertThat(cluster.outlierDetection())
        .contains(
            new OutlierDetection(
                2,
                0,
                0,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(300),
                100,
                false));
    assertThat(cluster.maxRequestsPerConnection()).isEqualTo(1);
    assertThat(cluster.http()).isEqualTo(new UpstreamHttp.Http1());
  }

  @Test
  void tlsIsDecoded() {
    // Given
    var context = UpstreamTlsContext.newBuilder().setSni("example.com");
    context
        .getCommonTlsContextBuilder()
        .getValidationContextBuilder()
        .getTrustedCaBuilder()
        .setInlineString(TestCertificates.authority("test").pem());
    Cluster.Builder proto = edsCluster("x").toBuilder();
    proto.getTransportSocketBuilder().setTypedConfig(any(context.build()));

    // When
    UpstreamTls tls = ClusterDecoder.decode(proto.build()).frame().tls().orElseThrow();

    // Then
    assertThat(tls.serverName()).contains("example.com");
    assertThat(tls.parameters().trust()).isInstanceOf(TlsTrust.Authorities.class);
  }

  @Test
  void whatCannotBeObeyedIsRefusedByName() {
    // Given
    Cluster checked =
        edsCluster("reviews").toBuilder()
            .addHealthChecks(
                HealthCheck.newBuilder()
                    .setTcpHealthCheck(HealthCheck.TcpHealthCheck.getDefaultInstance())
                    .setAltPort(UInt32Value.of(1)))
            .build();

    // When / Then
    assertThatThrownBy(() -> ClusterDecoder.decode(checked))
        .isInstanceOf(InvalidResourceException.class)
        .hasMessage(
            "Cluster \"reviews\": health_checks[0].alt_port: is not supported by this proxy; leave"
                + " it out");
  }
}
