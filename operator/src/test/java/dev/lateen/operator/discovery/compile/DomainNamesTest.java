package dev.lateen.operator.discovery.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.operator.platform.model.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DomainNamesTest {
  private static final Service REVIEWS =
      new Service(
          "reviews",
          "shop",
          "reviews.shop.svc.cluster.local",
          Optional.of("10.0.0.1"),
          List.of(),
          false,
          Optional.empty());

  @Test
  void shortNamesResolveInTheirOwnNamespace() {
    assertThat(DomainNames.of(REVIEWS, "shop"))
        .containsExactly(
            "reviews.shop.svc.cluster.local",
            "reviews.shop.svc",
            "reviews.shop",
            "reviews",
            "10.0.0.1");
  }

  @Test
  void othersNameTheNamespace() {
    assertThat(DomainNames.of(REVIEWS, "other")).doesNotContain("reviews").contains("reviews.shop");
  }

  @Test
  void portMayBeLeftOutWhereItIsClear() {
    assertThat(DomainNames.withPort(List.of("a"), 80, true)).containsExactly("a", "a:80");
    assertThat(DomainNames.withPort(List.of("a"), 81, false)).containsExactly("a:81");
  }

  @Test
  void firstClaimOfADomainWins() {
    Set<String> taken = new HashSet<>(Set.of("a"));

    assertThat(DomainNames.claim(List.of("a", "b"), taken)).containsExactly("b");
    assertThat(DomainNames.claim(List.of("b"), taken)).isEmpty();
  }
}
