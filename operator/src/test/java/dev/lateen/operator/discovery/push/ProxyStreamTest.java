package dev.lateen.operator.discovery.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import dev.lateen.operator.discovery.compile.ProxyIdentity;
import dev.lateen.operator.discovery.snapshot.Resource;
import dev.lateen.operator.discovery.snapshot.ResourceSet;
import dev.lateen.operator.discovery.snapshot.ResourceType;
import dev.lateen.operator.discovery.snapshot.VersionedSnapshot;
import dev.lateen.operator.platform.model.InstanceKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyStreamTest {
  private static final List<String> ENDPOINTS = List.of("a", "b");

  private final List<Offer> sent = new ArrayList<>();
  private final ProxyStream stream = new ProxyStream(proxy(), new Remembering());

  @BeforeEach
  void theClientHasClustersAndEndpoints() {
    ask(ResourceType.CDS, "", List.of());
    stream.advance(target("1"));
    accept(ResourceType.CDS, List.of());
    ask(ResourceType.EDS, "", ENDPOINTS);
    stream.advance(target("1"));
    accept(ResourceType.EDS, ENDPOINTS);
    stream.advance(target("1"));
    sent.clear();
  }

  @Test
  void endpointsOfAChangedClusterFollowItBeforeItIsAccepted() {
    // When
    stream.advance(target("2"));

    // Then
    assertThat(sent).extracting(Offer::type).containsExactly(ResourceType.CDS, ResourceType.EDS);
    assertThat(sent.getLast().changed()).extracting(Resource::name).containsExactly("a");
    assertThat(sent.getLast().whole().names()).containsExactlyElementsOf(ENDPOINTS);
  }

  @Test
  void theyFollowWhenAnOlderOfferWasAccepted() {
    // Given an offer of endpoints that is open, because the client wants fewer and more again
    ask(ResourceType.EDS, last(ResourceType.EDS), List.of("a"));
    ask(ResourceType.EDS, last(ResourceType.EDS), ENDPOINTS);
    stream.advance(target("1"));
    assertThat(sent).extracting(Offer::type).containsExactly(ResourceType.EDS);

    // When
    stream.advance(target("2"));
    accept(ResourceType.EDS, ENDPOINTS);
    stream.advance(target("2"));

    // Then
    assertThat(sent)
        .extracting(Offer::type)
        .containsExactly(ResourceType.EDS, ResourceType.CDS, ResourceType.EDS);
  }

  @Test
  void theyAreSentOnce() {
    // Given
    stream.advance(target("2"));

    // When
    accept(ResourceType.EDS, ENDPOINTS);
    accept(ResourceType.CDS, List.of());
    stream.advance(target("2"));

    // Then
    assertThat(sent).extracting(Offer::type).containsExactly(ResourceType.CDS, ResourceType.EDS);
  }

  private void accept(ResourceType type, List<String> names) {
    ask(type, last(type), names);
  }

  private String last(ResourceType type) {
    return sent.stream()
        .filter(offer -> offer.type() == type)
        .reduce((_, later) -> later)
        .map(Offer::nonce)
        .orElse("");
  }

  private void ask(ResourceType type, String nonce, List<String> names) {
    stream.receive(
        new StreamRequest(
            type, Optional.empty(), nonce, Optional.empty(), new Interest.Whole(names, "")));
  }

  private static VersionedSnapshot target(String versionOfA) {
    return new VersionedSnapshot(
        Map.of(
            ResourceType.SDS,
            ResourceSet.EMPTY,
            ResourceType.CDS,
            ResourceSet.of(List.of(resource("a", versionOfA), resource("b", "1"))),
            ResourceType.EDS,
            ResourceSet.of(List.of(resource("a", "1"), resource("b", "1"))),
            ResourceType.LDS,
            ResourceSet.EMPTY,
            ResourceType.RDS,
            ResourceSet.EMPTY),
        Set.of());
  }

  private static Resource resource(String name, String version) {
    return new Resource(name, version, Any.getDefaultInstance());
  }

  private static Proxy proxy() {
    var identity =
        new ProxyIdentity(
            "sidecar~127.0.0.1~a.default~default.svc.cluster.local",
            ProxyIdentity.Type.SIDECAR,
            new InstanceKey("default", "a"),
            ProxyIdentity.Capture.EXPLICIT,
            false,
            false,
            false,
            ProxyIdentity.DEFAULT_AUTHORITIES);
    return new Proxy(
        identity, "test", InstantSource.system(), new DiscoveryMetrics(new SimpleMeterRegistry()));
  }

  private final class Remembering implements Wire {
    @Override
    public void deny(String reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void send(Offer offer) {
      sent.add(offer);
    }

    @Override
    public void complete() {}

    @Override
    public void fail(String reason) {
      throw new AssertionError(reason);
    }
  }
}
