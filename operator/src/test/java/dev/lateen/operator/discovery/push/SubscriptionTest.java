package dev.lateen.operator.discovery.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import dev.lateen.operator.discovery.snapshot.Resource;
import dev.lateen.operator.discovery.snapshot.ResourceSet;
import dev.lateen.operator.discovery.snapshot.ResourceType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
  private static final ResourceSet AB = set("a=1", "b=1");
  private static final ResourceSet A2 = set("a=2", "b=1");

  private final Subscription subscription = new Subscription(ResourceType.EDS);

  @Test
  void wholeOffersOnlyWhatIsNamed() {
    // Given
    subscription.want(new Interest.Whole(List.of("a"), ""), ResourceSet.EMPTY);

    // When
    Offer offer = subscription.offer(AB, "1").orElseThrow();

    // Then
    assertThat(offer.whole().names()).containsExactly("a");
    assertThat(subscription.settled(AB)).isFalse();
    subscription.close("1", true);
    assertThat(subscription.settled(AB)).isTrue();
    assertThat(subscription.offer(AB, "2")).isEmpty();
  }

  @Test
  void anotherNameIsAnotherOffer() {
    // Given
    subscription.want(new Interest.Whole(List.of("a"), ""), ResourceSet.EMPTY);
    subscription.offer(AB, "1");
    subscription.close("1", true);

    // When
    subscription.want(new Interest.Whole(List.of("a", "b"), "x"), ResourceSet.EMPTY);

    // Then
    assertThat(subscription.offer(AB, "2").orElseThrow().whole().names()).containsExactly("a", "b");
  }

  @Test
  void oneOfferIsOpenAtATime() {
    // Given
    subscription.want(new Interest.Whole(List.of(), ""), ResourceSet.EMPTY);
    subscription.offer(AB, "1");

    // When
    var early = subscription.offer(A2, "2");
    boolean stale = subscription.stale("0");
    subscription.close("1", true);

    // Then
    assertThat(early).isEmpty();
    assertThat(stale).isTrue();
    assertThat(subscription.offer(A2, "2")).isPresent();
  }

  @Test
  void refusedContentIsNotOfferedAgain() {
    // Given
    subscription.want(new Interest.Whole(List.of(), ""), ResourceSet.EMPTY);
    subscription.offer(AB, "1");

    // When
    subscription.close("1", false);

    // Then
    assertThat(subscription.offer(AB, "2")).isEmpty();
    assertThat(subscription.settled(AB)).isFalse();
    assertThat(subscription.acknowledged()).isEmpty();
    assertThat(subscription.offer(A2, "2")).isPresent();
  }

  @Test
  void knownVersionIsNotOffered() {
    // When
    subscription.want(new Interest.Whole(List.of(), AB.version()), ResourceSet.EMPTY);

    // Then
    assertThat(subscription.claims()).isTrue();
    assertThat(subscription.offer(AB, "1")).isEmpty();
    assertThat(subscription.settled(AB)).isTrue();
    assertThat(subscription.acknowledged()).contains(AB.version());
  }

  @Test
  void namesGivenUpAreNotAWildcard() {
    // Given
    subscription.want(new Interest.Whole(List.of("a"), ""), ResourceSet.EMPTY);
    subscription.offer(AB, "1");
    subscription.close("1", true);

    // When
    subscription.want(new Interest.Whole(List.of(), AB.version()), ResourceSet.EMPTY);

    // Then
    assertThat(subscription.wildcard()).isFalse();
    assertThat(subscription.covers(Set.of("a"))).isFalse();
  }

  @Test
  void wantingLessNeedsNoAnswer() {
    // Given
    subscription.want(new Interest.Whole(List.of("a", "b"), ""), ResourceSet.EMPTY);
    subscription.offer(AB, "1");
    subscription.close("1", true);

    // When
    subscription.want(new Interest.Whole(List.of("a"), AB.version()), ResourceSet.EMPTY);

    // Then
    assertThat(subscription.offer(AB, "2")).isEmpty();
    assertThat(subscription.settled(AB)).isTrue();
  }

  @Test
  void deltaOffersDifferences() {
    // Given
    subscription.want(
        new Interest.Change(List.of(), List.of(), Map.of("a", "1", "gone", "1")),
        ResourceSet.EMPTY);

    // When
    Offer offer = subscription.offer(AB, "1").orElseThrow();

    // Then
    assertThat(offer.changed()).extracting(Resource::name).containsExactly("b");
    assertThat(offer.removed()).containsExactly("gone");
  }

  @Test
  void deltaAnswersWhoAsksAgain() {
    // Given
    subscription.want(new Interest.Change(List.of("a", "no"), List.of(), Map.of()), AB);
    Offer first = subscription.offer(AB, "1").orElseThrow();
    subscription.close("1", true);

    // When
    subscription.want(new Interest.Change(List.of("a"), List.of(), Map.of()), AB);

    // Then
    assertThat(first.changed()).extracting(Resource::name).containsExactly("a");
    assertThat(first.removed()).containsExactly("no");
    assertThat(subscription.offer(AB, "2").orElseThrow().changed())
        .extracting(Resource::name)
        .containsExactly("a");
  }

  @Test
  void deltaForgetsWhatIsUnsubscribed() {
    // Given
    subscription.want(new Interest.Change(List.of("a", "b"), List.of(), Map.of()), AB);
    subscription.offer(AB, "1");
    subscription.close("1", true);

    // When
    subscription.want(new Interest.Change(List.of(), List.of("b"), Map.of()), AB);

    // Then
    assertThat(subscription.offer(AB, "2")).isEmpty();
    assertThat(subscription.held().names()).containsExactly("a");
  }

  private static ResourceSet set(String... resources) {
    return ResourceSet.of(
        Arrays.stream(resources)
            .map(text -> text.split("="))
            .map(parts -> new Resource(parts[0], parts[1], Any.getDefaultInstance()))
            .toList());
  }
}
