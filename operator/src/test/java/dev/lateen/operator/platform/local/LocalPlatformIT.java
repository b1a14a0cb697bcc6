package dev.lateen.operator.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.crds.v1alpha1.LastAccepted;
import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.platform.ResourceKey;
import dev.lateen.operator.platform.model.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPlatformIT {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: not-for-us}
      ---
      apiVersion: lateen.dev/v1alpha1
      kind: Workload
      metadata: {name: reviews-v1}
      spec: {address: 127.0.0.1, labels: {app: reviews}, ports: {http: 9081}}
      """;
  private static final String RULE =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: RouteRule
      metadata: {name: all, namespace: shop}
      spec: {destination: {name: reviews}, precedence: 1}
      """;

  @TempDir Path root;
  private final AtomicInteger published = new AtomicInteger();
  private LocalPlatform platform;

  @BeforeEach
  void start() {
    platform = startOn(root);
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void emptyDirectoryIsAnEmptyMesh() {
    // Then
    eventually().until(platform::synced);
    assertThat(platform.current()).isEqualTo(MeshResources.empty());
    assertThat(platform.problem()).isEmpty();
  }

  @Test
  void documentsOfAFileAreRead() throws IOException {
    // When
    write("reviews.yaml", SERVICE);

    // Then
    eventually().untilAsserted(() -> assertThat(registryServices()).containsExactly("reviews"));
    assertThat(platform.current().registry().endpoints()).hasSize(1);
    assertThat(platform.current().refused()).isEmpty();
  }

  @Test
  void fileInAFolderMadeLaterIsRead() throws IOException {
    // Given
    eventually().until(platform::synced);

    // When
    Files.createDirectories(root.resolve("a/b"));
    write("a/b/reviews.yml", SERVICE);

    // Then
    eventually().untilAsserted(() -> assertThat(registryServices()).containsExactly("reviews"));
  }

  @Test
  void hiddenFilesAndFoldersDoNotCount() throws IOException {
    // Given
    Files.createDirectories(root.resolve(".hidden"));
    write(".hidden/a.yaml", SERVICE);
    write(".b.yaml", SERVICE);
    write("c.txt", SERVICE);

    // When
    write("rule.yaml", RULE);

    // Then
    eventually().untilAsserted(() -> assertThat(generations()).containsExactly(1L));
    assertThat(registryServices()).isEmpty();
  }

  @Test
  void generationCountsChangesOfTheSpec() throws IOException {
    // Given
    write("rule.yaml", RULE);
    eventually().untilAsserted(() -> assertThat(generations()).containsExactly(1L));

    // When
    write("rule.yaml", RULE.replace("precedence: 1", "precedence: 2"));

    // Then
    eventually().untilAsserted(() -> assertThat(generations()).containsExactly(2L));
    assertThat(platform.current().routeRules().getFirst().getSpec().precedence()).isEqualTo(2);
  }

  @Test
  void anotherCommentIsNoNewGeneration() throws IOException {
    // Given
    write("rule.yaml", RULE);
    eventually().untilAsserted(() -> assertThat(generations()).containsExactly(1L));
    int before = published.get();

    // When
    write("rule.yaml", "# a comment\n" + RULE);

    // Then
    eventually().until(() -> published.get() > before);
    assertThat(generations()).containsExactly(1L);
  }

  @Test
  void restartIsNoNewGeneration() throws IOException {
    // Given
    write("rule.yaml", RULE);
    eventually().untilAsserted(() -> assertThat(generations()).containsExactly(1L));
    write("rule.yaml", RULE.replace("precedence: 1", "precedence: 2"));
    eventually().untilAsserted(() -> assertThat(generations()).containsExactly(2L));

    // When
    platform.close();
    platform = startOn(root);

    // Then
    eventually().untilAsserted(() -> assertThat(generations()).containsExactly(2L));
  }

  @Test
  void brokenFileLeavesWhatItSaidBeforeAndReportsIt() throws IOException {
    // Given
    write("all.yaml", SERVICE + "---\n" + RULE);
    eventually().untilAsserted(() -> assertThat(generations()).containsExactly(1L));

    // When
    write("all.yaml", SERVICE + "---\nkind: [\n");

    // Then
    eventually().untilAsserted(() -> assertThat(platform.current().refused()).isNotEmpty());
    assertThat(registryServices()).containsExactly("reviews");
    assertThat(platform.current().registry().instances()).hasSize(1);
    assertThat(platform.current().routeRules()).isEmpty();
    assertThat(platform.current().refused())
        .extracting(refused -> refused.key().toString())
        .containsExactly("RouteRule/shop/all", "Workload/default/reviews-v1");
    assertThat(platform.current().refused().getFirst().errors().getFirst().reason())
        .contains("all.yaml");
  }

  @Test
  void repairedFileIsTakenAgain() throws IOException {
    // Given
    write("all.yaml", RULE);
    eventually().untilAsserted(() -> assertThat(generations()).containsExactly(1L));
    write("all.yaml", "kind: [\n");
    eventually().untilAsserted(() -> assertThat(platform.current().refused()).hasSize(1));

    // When
    write("all.yaml", RULE);

    // Then
    eventually().untilAsserted(() -> assertThat(platform.current().refused()).isEmpty());
    assertThat(generations()).containsExactly(1L);
  }

  @Test
  void invalidDocumentIsRefusedAlone() throws IOException {
    // When
    write("all.yaml", SERVICE + "---\n" + RULE.replace("precedence: 1", "precedence: high"));

    // Then
    eventually().untilAsserted(() -> assertThat(platform.current().refused()).hasSize(1));
    assertThat(platform.current().refused().getFirst().errors().getFirst().field())
        .isEqualTo("spec.precedence");
    assertThat(registryServices()).containsExactly("reviews");
  }

  @Test
  void invalidWorkloadStaysAsItWas() throws IOException {
    // Given
    write("all.yaml", SERVICE);
    eventually().untilAsserted(() -> assertThat(registryServices()).hasSize(1));

    // When
    write("all.yaml", SERVICE.replace("address: 127.0.0.1", "address: nowhere"));

    // Then
    eventually().untilAsserted(() -> assertThat(platform.current().refused()).hasSize(1));
    assertThat(platform.current().registry().instances().getFirst().address())
        .isEqualTo("127.0.0.1");
  }

  @Test
  void deletedFileIsDeletedResources() throws IOException {
    // Given
    write("all.yaml", SERVICE + "---\n" + RULE);
    eventually().untilAsserted(() -> assertThat(generations()).containsExactly(1L));

    // When
    Files.delete(root.resolve("all.yaml"));

    // Then
    eventually()
        .untilAsserted(() -> assertThat(platform.current()).isEqualTo(MeshResources.empty()));
  }

  @Test
  void firstOfTwoDocumentsForOneResourceCounts() throws IOException {
    // When
    write("b.yaml", RULE.replace("precedence: 1", "precedence: 2"));
    write("a.yaml", RULE);
    write("c.yaml", SERVICE);

    // Then
    eventually().untilAsserted(() -> assertThat(registryServices()).hasSize(1));
    assertThat(platform.current().routeRules())
        .extracting(rule -> rule.getSpec().precedence())
        .containsExactly(1);
  }

  @Test
  void nameThatIsAPathIsRefusedWithItsFile() throws IOException {
    // When
    write("all.yaml", RULE.replace("name: all", "name: ../../all"));
    write("z.yaml", SERVICE);

    // Then
    eventually().untilAsserted(() -> assertThat(registryServices()).hasSize(1));
    assertThat(platform.current().routeRules()).isEmpty();
    assertThat(platform.current().refused()).isEmpty();
  }

  @Test
  void statusThatWasWrittenComesWithTheRule() throws IOException {
    // Given
    var key = new ResourceKey("RouteRule", "shop", "all");
    var status = new RuleStatus(4L, List.of(), "1/1", (LastAccepted) null);
    new StatusFiles(root).replaceAll(Map.of(key, status));

    // When
    write("rule.yaml", RULE + "status: {observedGeneration: 99}\n");

    // Then
    eventually().untilAsserted(() -> assertThat(generations()).hasSize(1));
    assertThat(platform.current().routeRules().getFirst().getStatus()).isEqualTo(status);
  }

  @Test
  void directoryThatComesLaterIsRead() throws IOException {
    // Given
    var later = root.resolve("later");
    try (var other = startOn(later)) {
      eventually().until(() -> other.problem().filter(text -> text.contains("later")).isPresent());
      assertThat(other.synced()).isFalse();

      // When
      Files.createDirectories(later);
      write("later/reviews.yaml", SERVICE);

      // Then
      eventually()
          .untilAsserted(() -> assertThat(other.current().registry().services()).hasSize(1));
      assertThat(other.problem()).isEmpty();
    }
  }

  private LocalPlatform startOn(Path directory) {
    var started = new LocalPlatform(directory);
    started.start(_ -> published.incrementAndGet());
    return started;
  }

  private List<String> registryServices() {
    return platform.current().registry().services().stream().map(Service::name).toList();
  }

  private List<Long> generations() {
    return platform.current().routeRules().stream()
        .map(rule -> rule.getMetadata().getGeneration())
        .toList();
  }

  private void write(String name, String text) throws IOException {
    var file = root.resolve(name);
    var temporary = file.resolveSibling(".write.tmp");
    Files.writeString(temporary, text);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }
}
