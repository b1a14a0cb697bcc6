package dev.lateen.sidecar.upstream.balance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lateen.sidecar.model.LoadBalancing;
import dev.lateen.sidecar.model.LoadBalancing.Algorithm;
import dev.lateen.sidecar.model.LoadBalancing.SlowStart;
import dev.lateen.sidecar.model.Locality;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BalancerTest {
  private static final LoadBalancing LEAST_REQUEST = LoadBalancing.of(new Algorithm.LeastRequest());
  private static final LoadBalancing RING = LoadBalancing.of(new Algorithm.RingHash(1024, 8 << 20));
  private static final LoadBalancing MAGLEV = LoadBalancing.of(new Algorithm.Maglev(65_537));

  private final AtomicLong clock = new AtomicLong(Duration.ofHours(1).toNanos());

  private Balancer<Fake> balancer(LoadBalancing policy, List<Fake> fakes) {
    return Balancer.of(policy, fakes, new SplittableRandom(7), clock::get);
  }

  private Map<String, Integer> counts(Balancer<Fake> balancer, int picks) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < picks; i++) {
      counts.merge(balancer.pick().orElseThrow().key, 1, Integer::sum);
    }
    return counts;
  }

  private static List<Fake> fakes(int number) {
    return IntStream.range(0, number).mapToObj(i -> new Fake("10.0.0." + i + ":80")).toList();
  }

  @Test
  void nobodyIsChosenAmongNone() {
    assertThat(balancer(LoadBalancing.ROUND_ROBIN, List.of()).pick()).isEmpty();
  }

  @Test
  void turnsAreExactForEqualWeights() {
    // Given
    var balancer = balancer(LoadBalancing.ROUND_ROBIN, fakes(3));

    // When / Then
    assertThat(counts(balancer, 300).values()).containsOnly(100);
  }

  @Test
  void turnsFollowWeightsEvenly() {
    // Given
    var balancer =
        balancer(
            LoadBalancing.ROUND_ROBIN, List.of(new Fake("a").weight(5), new Fake("b").weight(1)));

    // When
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      order.add(balancer.pick().orElseThrow().key);
    }

    // Then no two choices of the light one are close together
    assertThat(order.stream().filter("b"::equals).count()).isBetween(99L, 101L);
    assertThat(String.join("", order)).doesNotContain("bb").doesNotContain("bab");
  }

  @Test
  void theLessBusyOfTwoIsPreferred() {
    // Given
    List<Fake> two = fakes(2);
    two.get(0).active = 10;

    // When
    Map<String, Integer> counts = counts(balancer(LEAST_REQUEST, two), 1000);

    // Then: only when it is drawn twice the busy one is chosen
    assertThat(counts.get(two.get(0).key)).isBetween(180, 320);
  }

  @Test
  void leastRequestsWithWeightsFavourTheHeavyAndTheIdle() {
    // Given
    Fake heavy = new Fake("heavy").weight(3);
    Fake light = new Fake("light");

    // When / Then
    var balancer = balancer(LEAST_REQUEST, List.of(heavy, light));
    assertThat(counts(balancer, 400).get("heavy")).isBetween(295, 305);
    heavy.active = 8;
    assertThat(counts(balancer, 400).get("light")).isBetween(290, 310);
  }

  @Test
  void theFasterIsPreferredByLatency() {
    // Given
    LoadBalancing policy = LoadBalancing.of(new Algorithm.PeakEwma(Duration.ofSeconds(10)));
    List<Fake> three = fakes(3);
    for (int i = 0; i < 3; i++) {
      three.get(i).latency.observe((i + 1) * 10_000_000L, clock.get());
    }

    // When
    Map<String, Integer> counts = counts(balancer(policy, three), 900);

    // Then: the slowest of three never wins a pair
    assertThat(counts).doesNotContainKey(three.get(2).key);
    assertThat(counts.get(three.get(0).key)).isBetween(540, 660);
  }

  @Test
  void requestsUnderWayOutweighLatency() {
    // Given
    LoadBalancing policy = LoadBalancing.of(new Algorithm.PeakEwma(Duration.ofSeconds(10)));
    List<Fake> two = fakes(2);
    two.get(0).latency.observe(10_000_000L, clock.get());
    two.get(1).latency.observe(20_000_000L, clock.get());
    two.get(0).active = 5;

    // When / Then
    assertThat(counts(balancer(policy, two), 10)).containsOnlyKeys(two.get(1).key);
  }

  @Test
  void aSlowAnswerIsForgottenWithTime() {
    // Given
    LoadBalancing policy = LoadBalancing.of(new Algorithm.PeakEwma(Duration.ofSeconds(10)));
    List<Fake> two = fakes(2);
    two.get(0).latency.observe(1_000_000_000L, clock.get());

    // When
    clock.addAndGet(Duration.ofMinutes(5).toNanos());
    two.get(1).latency.observe(10_000_000L, clock.get());

    // Then
    assertThat(counts(balancer(policy, two), 10)).containsOnlyKeys(two.get(0).key);
  }

  static List<LoadBalancing> hashing() {
    return List.of(RING, MAGLEV);
  }

  @ParameterizedTest
  @MethodSource("hashing")
  void oneHashMeetsOneEndpoint(LoadBalancing policy) {
    // Given
    var one = balancer(policy, fakes(10));
    var other = balancer(policy, fakes(10));

    // When / Then
    for (int i = 0; i < 100; i++) {
      long hash = XxHash64.hash("user-" + i);
      assertThat(one.pick(hash).orElseThrow().key).isEqualTo(other.pick(hash).orElseThrow().key);
    }
  }

  @ParameterizedTest
  @MethodSource("hashing")
  void fewHashesMoveWhenAnEndpointLeaves(LoadBalancing policy) {
    // Given
    List<Fake> ten = fakes(10);
    var before = balancer(policy, ten);
    var after = balancer(policy, ten.subList(0, 9));

    // When
    long moved = 0;
    for (int i = 0; i < 10_000; i++) {
      long hash = XxHash64.hash("user-" + i);
      Fake was = before.pick(hash).orElseThrow();
      if (was != ten.get(9) && was != after.pick(hash).orElseThrow()) {
        moved++;
      }
    }

    // Then
    assertThat(moved).isLessThan(1_500);
  }

  @ParameterizedTest
  @MethodSource("hashing")
  void hashesAreSpreadByWeight(LoadBalancing policy) {
    // Given
    var balancer = balancer(policy, List.of(new Fake("a:1").weight(3), new Fake("b:1")));

    // When
    Map<String, Integer> counts = counts(balancer, 10_000);

    // Then
    assertThat(counts.get("a:1")).isBetween(6_900, 8_100);
  }

  @Test
  void theUnhealthyAreLeftOutWhileEnoughAreWell() {
    // Given
    List<Fake> four = fakes(4);
    four.get(0).unhealthy();

    // When / Then
    assertThat(counts(balancer(LoadBalancing.ROUND_ROBIN, four), 30))
        .doesNotContainKey(four.get(0).key);
  }

  @Test
  void belowThePanicThresholdAllAreUsed() {
    // Given
    List<Fake> four = fakes(4);
    four.subList(0, 3).forEach(Fake::unhealthy);

    // When / Then
    assertThat(counts(balancer(LoadBalancing.ROUND_ROBIN, four), 40)).hasSize(4);
    assertThat(counts(balancer(LoadBalancing.ROUND_ROBIN.withPanicPercent(0), four), 40))
        .containsOnlyKeys(four.get(3).key);
  }

  @Test
  void withoutPanicNobodyIsChosenWhenNobodyIsWell() {
    // Given
    List<Fake> two = fakes(2);
    two.forEach(Fake::unhealthy);

    // When / Then
    assertThat(balancer(LoadBalancing.ROUND_ROBIN.withPanicPercent(0), two).pick()).isEmpty();
  }

  @Test
  void theNextPriorityTakesWhatTheFirstCannot() {
    // Given half of the first priority is well: 70 % of the requests stay
    List<Fake> hosts =
        List.of(
            new Fake("near-1"),
            new Fake("near-2").unhealthy(),
            new Fake("far-1").priority(1),
            new Fake("far-2").priority(1));

    // When
    Map<String, Integer> counts = counts(balancer(LoadBalancing.ROUND_ROBIN, hosts), 10_000);

    // Then
    assertThat(counts).doesNotContainKey("near-2");
    assertThat(counts.get("near-1")).isBetween(6_700, 7_300);
  }

  @Test
  void localitiesShareByWeight() {
    // Given one locality has many endpoints, the other the weight
    List<Fake> hosts = new ArrayList<>();
    hosts.add(new Fake("heavy").at(new Locality("r", "heavy", "", 0, 80)));
    for (int i = 0; i < 4; i++) {
      hosts.add(new Fake("light-" + i).at(new Locality("r", "light", "", 0, 20)));
    }

    // When
    Map<String, Integer> counts =
        counts(balancer(LoadBalancing.ROUND_ROBIN.withLocalityWeights(), hosts), 1_000);

    // Then
    assertThat(counts.get("heavy")).isBetween(798, 802);
    assertThat(counts.get("light-0")).isBetween(48, 52);
  }

  @Test
  void aNewEndpointGetsItsShareSlowly() {
    // Given
    LoadBalancing policy =
        LoadBalancing.ROUND_ROBIN.withSlowStart(new SlowStart(Duration.ofSeconds(60), 10, 1));
    Fake old = new Fake("old");
    Fake young = new Fake("young");
    young.joinedAt = clock.get();
    var balancer = balancer(policy, List.of(old, young));

    // When / Then: 10 % of its weight at first, half after half the window, all of it afterwards
    assertThat(counts(balancer, 1_100).get("young")).isBetween(98, 103);
    clock.addAndGet(Duration.ofSeconds(30).toNanos());
    counts(balancer, 30);
    assertThat(counts(balancer, 900).get("young")).isBetween(297, 303);
    clock.addAndGet(Duration.ofSeconds(30).toNanos());
    counts(balancer, 30);
    assertThat(counts(balancer, 900).get("young")).isBetween(448, 452);
  }

  static List<LoadBalancing> all() {
    return List.of(
        LoadBalancing.ROUND_ROBIN,
        LoadBalancing.ROUND_ROBIN.withLocalityWeights(),
        LoadBalancing.ROUND_ROBIN.withSlowStart(new SlowStart(Duration.ofSeconds(60), 10, 2)),
        LEAST_REQUEST,
        LoadBalancing.of(new Algorithm.Random()),
        LoadBalancing.of(new Algorithm.PeakEwma(Duration.ofSeconds(10))),
        RING,
        MAGLEV);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aChoiceAllocatesNothing(LoadBalancing policy) {
    // Given two priorities that both get requests
    List<Fake> hosts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      hosts.add(new Fake("10.0.0." + i + ":80").at(new Locality("r", "z" + i, "", i % 2, 1)));
      hosts.get(i).healthy = i % 4 != 0;
    }
    var balancer = balancer(policy, hosts);
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int picks = 20_000;
    long chosen = pick(balancer, picks);

    // When
    long before = thread.getCurrentThreadAllocatedBytes();
    chosen += pick(balancer, picks);
    long allocated = thread.getCurrentThreadAllocatedBytes() - before;

    // Then less than a byte for each: what the JVM itself takes meanwhile
    assertThat(chosen).isEqualTo(2L * picks);
    assertThat(allocated).isLessThan(picks);
  }

  private static long pick(Balancer<Fake> balancer, int picks) {
    long chosen = 0;
    for (int i = 0; i < picks; i++) {
      chosen += balancer.pick().isPresent() ? 1 : 0;
    }
    return chosen;
  }
}
