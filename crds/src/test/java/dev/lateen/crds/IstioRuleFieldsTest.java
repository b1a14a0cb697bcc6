package dev.lateen.crds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.MeshStatus;
import dev.lateen.crds.validation.FieldError;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every field of {@code config.istio.io/v1alpha2} is known: obeyed, or refused by name. */
class IstioRuleFieldsTest {
  @Test
  void everyFieldOfARouteRuleIsKnown() {
    // Given
    var text =
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: everything}
        spec:
          destination: {name: a, namespace: b, domain: c.d, labels: {}}
          precedence: 1
          match:
            source: {service: a.b.c, labels: {version: v1}}
            udp: {sourceSubnet: [10.0.0.1]}
            request: {headers: {a: {exact: b}, c: {prefix: d}, e: {regex: f}, g: h}}
          route: [{destination: {name: a}, labels: {version: v1}, weight: 100}]
          rewrite: {uri: /a, authority: b}
          websocketUpgrade: true
          httpReqTimeout: {simpleTimeout: {timeout: 1s, overrideHeaderName: a}, custom: {}}
          httpReqRetries: {simpleRetry: {attempts: 1, perTryTimeout: 1s, overrideHeaderName: a}, custom: {}}
          httpFault:
            delay: {percent: 1, exponentialDelay: 1s, overrideHeaderName: a}
            abort: {percent: 1, grpcStatus: ABORTED, overrideHeaderName: a}
          l4Fault:
            throttle:
              percent: 1
              downstreamLimitBps: 1
              upstreamLimitBps: 1
              throttleAfterPeriod: 1s
              throttleForPeriod: 1s
            terminate: {percent: 1, terminateAfterPeriod: 1s}
          mirror: {name: a}
          corsPolicy:
            allowOrigin: ["*"]
            allowMethods: [GET]
            allowHeaders: [A]
            exposeHeaders: [B]
            maxAge: 1h
            allowCredentials: true
          appendHeaders: {a: b}
        """;

    // Then
    assertThat(errors(text))
        .allSatisfy(error -> assertThat(error.reason()).startsWith("is not implemented"))
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder(
            "spec.match.udp", "spec.httpReqTimeout.custom", "spec.httpReqRetries.custom");
  }

  @Test
  void everyFieldOfADestinationPolicyIsKnown() {
    // Given
    var text =
        """
        apiVersion: lateen.dev/v1alpha1
        kind: DestinationPolicy
        metadata: {name: everything}
        spec:
          source: {name: a}
          destination: {name: b, labels: {version: v1}}
          loadBalancing: {name: RANDOM, custom: {}}
          circuitBreaker:
            custom: {}
            simpleCb:
              maxConnections: 1
              httpMaxPendingRequests: 1
              httpMaxRequests: 1
              sleepWindow: 1s
              httpConsecutiveErrors: 1
              httpDetectionInterval: 1s
              httpMaxRequestsPerConnection: 1
              httpMaxEjectionPercent: 1
        """;

    // Then
    assertThat(errors(text))
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder("spec.loadBalancing.custom", "spec.circuitBreaker.custom");
  }

  @Test
  void meshStatusIsReadWhateverItsSpec() {
    var json =
        """
        {"apiVersion": "lateen.dev/v1alpha1", "kind": "MeshStatus", "metadata": {"name": "mesh"},
         "spec": {}, "status": {"sidecars": "1/2"}}
        """;

    assertThat(
            new KubernetesSerialization().unmarshal(json, MeshStatus.class).getStatus().sidecars())
        .isEqualTo("1/2");
  }

  private static List<FieldError> errors(String text) {
    return ((Document.Refused) ResourceReader.read("rule.yaml", text).getFirst()).errors();
  }
}
