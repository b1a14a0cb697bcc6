package dev.lateen.cli.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"rr", "RouteRule", "routerules", "routerule.lateen.dev", "routerules.lateen.dev"})
  void knowsAKindByEveryNameOfIt(String word) {
    assertThat(Kinds.named(word)).extracting(Kind::name).containsExactly("RouteRule");
  }

  @Test
  void showsTheAgeLastAsKubectlDoes() {
    assertThat(Kinds.all())
        .allSatisfy(kind -> assertThat(kind.columns().getLast().name()).isEqualTo("Age"));
  }

  @Test
  void knowsSeveralKindsInTheOrderOfTheWords() {
    assertThat(Kinds.named("dp,mesh"))
        .extracting(Kind::name)
        .containsExactly("DestinationPolicy", "ServiceMesh");
  }

  @Test
  void refusesAnEmptyWord() {
    assertThatThrownBy(() -> Kinds.named("rr,")).isInstanceOf(IllegalArgumentException.class);
  }
}
