package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Load;
import org.junit.jupiter.api.Test;

class RuleHistoryTest {
  @Test
  void whileARuleIsOnItsWayItsVersionAndTheOneBeforeAreRight() {
    // Given
    var history = new RuleHistory();
    history.write("v1");
    history.live();
    history.write("v2");
    long sent = System.nanoTime();

    // When // Then
    assertThat(history.allows(new Load.Sample("v1", sent, System.nanoTime()))).isTrue();
    assertThat(history.allows(new Load.Sample("v2", sent, System.nanoTime()))).isTrue();
    assertThat(history.allows(new Load.Sample("v3", sent, System.nanoTime()))).isFalse();
  }

  @Test
  void onceARuleIsLiveTheVersionBeforeIsWrong() {
    // Given
    var history = new RuleHistory();
    history.write("v1");
    history.live();
    history.write("v2");
    long early = System.nanoTime();
    history.live();
    long late = System.nanoTime();

    // When // Then
    assertThat(history.allows(new Load.Sample("v1", early, late))).isTrue();
    assertThat(history.allows(new Load.Sample("v1", late + 1, late + 2))).isFalse();
    assertThat(history.allows(new Load.Sample("v2", late + 1, late + 2))).isTrue();
  }

  @Test
  void anAnswerCannotFollowARuleThatWasWrittenLater() {
    // Given
    var history = new RuleHistory();
    long before = System.nanoTime();
    history.write("v1");
    history.live();

    // When // Then
    assertThat(history.allows(new Load.Sample("v1", before - 2, before - 1))).isFalse();
  }
}
