package dev.lateen.operator.discovery.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.MutualTls.Mode;
import dev.lateen.operator.discovery.Meshes;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.rules.MeshModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerHandoverTest {
  private static final TrustBundle TRUST =
      new TrustBundle("cluster.local", List.of("root"), List.of());
  private static final int PORT = 9080;

  @ParameterizedTest
  @CsvSource({
    "DISABLE, PERMISSIVE",
    "PERMISSIVE, DISABLE",
    "DISABLE, STRICT",
    "STRICT, DISABLE",
    "PERMISSIVE, STRICT"
  })
  void listenersTakeBothBeforeCallersChangeAndTheNewAloneAfter(Mode before, Mode after) {
    // Given
    PeerHandover done = PeerHandover.done(model(before));

    // When
    PeerHandover first = done.towards(model(after));
    PeerHandover second = first.next();
    PeerHandover last = second.next();

    // Then
    assertThat(taken(first)).isEqualTo(Mode.PERMISSIVE);
    assertThat(spoken(first)).isEqualTo(before);
    assertThat(taken(second)).isEqualTo(Mode.PERMISSIVE);
    assertThat(spoken(second)).isEqualTo(after);
    assertThat(taken(last)).isEqualTo(after);
    assertThat(spoken(last)).isEqualTo(after);
    assertThat(List.of(done, first, second, last))
        .extracting(PeerHandover::isUnderWay)
        .containsExactly(false, true, true, false);
  }

  @Test
  void changeOfMindTakesAllThatCallersMayDo() {
    // Given
    PeerHandover callersChange =
        PeerHandover.done(model(Mode.DISABLE)).towards(model(Mode.STRICT)).next();

    // When
    PeerHandover back = callersChange.towards(model(Mode.DISABLE));

    // Then
    assertThat(taken(back)).isEqualTo(Mode.PERMISSIVE);
    assertThat(spoken(back)).isEqualTo(Mode.STRICT);
    assertThat(taken(back.next().next())).isEqualTo(Mode.DISABLE);
  }

  @Test
  void callersUseANewAuthorityWhenListenersKnowIt() {
    // Given
    MeshModel without = model(Mode.PERMISSIVE).withTrust(TrustBundle.NONE);

    // When
    PeerHandover first = PeerHandover.done(without).towards(model(Mode.PERMISSIVE));

    // Then
    assertThat(first.spoken().trusted()).isFalse();
    assertThat(first.next().spoken().trusted()).isTrue();
  }

  @Test
  void whatHasNothingToDoWithItIsNoChange() {
    // Given
    PeerHandover done = PeerHandover.done(model(Mode.STRICT));

    // When
    var anotherRoot = new TrustBundle("cluster.local", List.of("root", "next"), List.of());

    // Then
    assertThat(done.towards(model(Mode.STRICT).withTrust(anotherRoot))).isSameAs(done);
  }

  private static Mode taken(PeerHandover handover) {
    return handover.listeners().of(instance(), PORT);
  }

  private static Mode spoken(PeerHandover handover) {
    return handover.spoken().modes().of(instance(), PORT);
  }

  private static Instance instance() {
    return MeshIndex.of(model(Mode.UNSET))
        .instance(new InstanceKey("default", "reviews-v1"))
        .orElseThrow();
  }

  private static MeshModel model(Mode mode) {
    return Meshes.bookinfo()
        .rule(
            """
            apiVersion: lateen.dev/v1alpha1
            kind: Policy
            metadata: {name: all, namespace: default}
            spec: {mutualTls: {mode: %s}}
            """
                .formatted(mode))
        .model()
        .withTrust(TRUST);
  }
}
