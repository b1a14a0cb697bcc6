package dev.lateen.operator.discovery.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceSetTest {

  @Test
  void versionIsOfTheContentAndNotOfTheOrder() {
    assertThat(set("a", "b").version()).isEqualTo(set("b", "a").version());
    assertThat(set("a", "b").version()).isNotEqualTo(set("a").version());
    assertThat(set("a").version()).matches("[0-9a-f]{16}");
    assertThat(ResourceSet.EMPTY.version()).isNotEmpty();
  }

  @Test
  void contentChangesTheVersion() {
    var other =
        ResourceSet.of(
            ResourceType.CDS,
            List.of(Cluster.newBuilder().setName("a").setLbPolicy(Cluster.LbPolicy.RANDOM).build()),
            Cluster::getName);

    assertThat(other.version()).isNotEqualTo(set("a").version());
    assertThat(other.find("a").orElseThrow().body().getTypeUrl())
        .isEqualTo("type.googleapis.com/envoy.config.cluster.v3.Cluster");
  }

  @Test
  void unionKeepsTheNewer() {
    var older = set("a", "c");
    var newer = set("a", "b");

    assertThat(newer.plus(older).names()).containsExactly("a", "b", "c");
    assertThat(newer.plus(set("b"))).isSameAs(newer);
    assertThat(newer.only(Set.of("b", "x")).names()).containsExactly("b");
  }

  private static ResourceSet set(String... names) {
    return ResourceSet.of(
        ResourceType.CDS,
        List.of(names).stream().map(name -> Cluster.newBuilder().setName(name).build()).toList(),
        Cluster::getName);
  }
}
