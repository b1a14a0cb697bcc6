package dev.lateen.operator.discovery.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import dev.lateen.operator.discovery.Meshes;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.Protocol;
import dev.lateen.operator.platform.model.ServicePort;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InboundIdleTimeoutTest {
  private final Meshes mesh =
      new Meshes()
          .service("store", "default", new ServicePort("tcp", 3306, Protocol.TCP))
          .sidecar("store-1", Map.of("app", "store"), 15081, 3307, 19080)
          .endpoint("store", 3306, "store-1", 19080, 3307);

  @Test
  void withoutPoliciesTheDefaultOfProxiesHolds() throws Exception {
    assertThat(inbound()).isEmpty();
  }

  @Test
  void thePolicyForEverybodyHolds() throws Exception {
    // Given
    policy("all", "", "20m");

    // Then
    assertThat(inbound()).contains(Durations.fromMinutes(20));
    assertThat(compile().rules()).hasSize(1);
  }

  @Test
  void ofSeveralCallersTheOneThatWaitsLongestIsNotCutOff() throws Exception {
    // Given
    policy("all", "", "20m");
    policy("one", "  source: {name: one}\n", "3h");

    // Then
    assertThat(inbound()).contains(Durations.fromHours(3));

    // And when one waits for ever
    policy("two", "  source: {name: two}\n", "0s");

    // Then
    assertThat(inbound()).contains(Durations.ZERO);
  }

  @Test
  void callersWithoutAPolicyHaveTheirHour() throws Exception {
    // Given
    policy("one", "  source: {name: one}\n", "20m");

    // Then
    assertThat(inbound()).contains(Durations.fromHours(1));
  }

  @Test
  void whatIsSaidOfAnHttpPortChangesNothing() {
    // Given
    var http =
        new Meshes()
            .service("store", 80)
            .sidecar("store-1", Map.of("app", "store"), 15081, 3307, 19080)
            .endpoint("store", 80, "store-1", 19080, 3307);
    var before = compile(http);

    // When
    http.rule(document("all", "", "20m"));

    // Then
    assertThat(compile(http).listeners()).isEqualTo(before.listeners());
  }

  private void policy(String name, String source, String idleTimeout) {
    mesh.rule(document(name, source, idleTimeout));
  }

  private static String document(String name, String source, String idleTimeout) {
    return """
    kind: DestinationPolicy
    metadata: {name: %s}
    spec:
      destination: {name: store}
      connectionPool: {tcp: {idleTimeout: %s}}
    %s\
    """
        .formatted(name, idleTimeout, source);
  }

  private Optional<Duration> inbound() throws InvalidProtocolBufferException {
    var listener =
        compile().listeners().stream()
            .filter(one -> one.getName().equals("inbound_19080"))
            .findFirst()
            .orElseThrow();
    var proxy = listener.getFilterChains(0).getFilters(0).getTypedConfig().unpack(TcpProxy.class);
    return proxy.hasIdleTimeout() ? Optional.of(proxy.getIdleTimeout()) : Optional.empty();
  }

  private ProxySnapshot compile() {
    return compile(mesh);
  }

  private static ProxySnapshot compile(Meshes mesh) {
    return SnapshotCompiler.compile(
        mesh.model(),
        new ProxyIdentity(
            "sidecar~127.0.0.1~store-1.default~default.svc.cluster.local",
            ProxyIdentity.Type.SIDECAR,
            new InstanceKey("default", "store-1"),
            ProxyIdentity.Capture.EXPLICIT,
            false,
            false,
            false,
            ProxyIdentity.DEFAULT_AUTHORITIES));
  }
}
