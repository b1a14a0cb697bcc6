package dev.lateen.sidecar.cni.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.cni.api.Kubeconfig;
import dev.lateen.sidecar.cni.api.PlayedApiServer;
import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directories of a node, and what an installation does there. */
class InstallationTest {
  private static final String BRIDGE =
      "{\"cniVersion\": \"0.4.0\", \"name\": \"pods\", \"plugins\": [{\"type\": \"bridge\"}]}";
  private static final String DAEMON_SET =
      "/apis/apps/v1/namespaces/lateen-system/daemonsets/lateen-cni";
  private static final String MACVLAN = "{\"name\": \"net\", \"type\": \"macvlan\"}";

  @TempDir private Path node;
  private Path configs;
  private Path programs;
  private Installation installation;

  @BeforeEach
  void aNode() throws IOException {
    configs = Files.createDirectory(node.resolve("net.d"));
    programs = Files.createDirectory(node.resolve("bin"));
    Path account = Files.createDirectory(node.resolve("account"));
    Files.writeString(account.resolve("token"), "first\n");
    Files.writeString(account.resolve("ca.crt"), "authorities\n");
    Path program = Files.writeString(node.resolve("program"), "of the image");
    InstallOptions options =
        InstallOptions.parse(
            List.of(
                "--bin-directory", programs.toString(),
                "--config-directory", configs.toString(),
                "--exempt-namespaces", "kube-system,lateen-system"));
    installation =
        new Installation(options, program, new Account(URI.create("https://127.0.0.1:1"), account));
  }

  @Test
  void aNodeGetsWhatThePluginNeeds() throws IOException {
    // Given
    Path network = Files.writeString(configs.resolve("10-bridge.conflist"), BRIDGE);
    Files.writeString(configs.resolve("99-loopback.conf"), MACVLAN);
    // When
    Optional<Path> file = installation.settle();
    // Then
    assertThat(file).contains(network);
    assertThat(Chain.ofList(Files.readString(network)).orElseThrow().document())
        .hasToString(
            "{\"cniVersion\":\"0.4.0\",\"name\":\"pods\",\"plugins\":[{\"type\":\"bridge\"},"
                + "{\"type\":\"lateen-cni\",\"kubeconfig\":\"/etc/cni/net.d/lateen-cni.kubeconfig\","
                + "\"exemptNamespaces\":[\"kube-system\",\"lateen-system\"]}]}");
    assertThat(configs.resolve("99-loopback.conf")).hasContent(MACVLAN);
    assertThat(programs.resolve("lateen-cni")).hasContent("of the image").isExecutable();
    Path kubeconfig = configs.resolve("lateen-cni.kubeconfig");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kubeconfig)))
        .isEqualTo("rw-------");
    assertThat(Kubeconfig.read(kubeconfig))
        .isEqualTo(new Kubeconfig(URI.create("https://127.0.0.1:1"), "authorities\n", "first"));
  }

  @Test
  void nothingIsWrittenWhileAllIsRight() throws IOException {
    // Given
    Path network = Files.writeString(configs.resolve("10-bridge.conflist"), BRIDGE);
    installation.settle();
    FileTime old = FileTime.from(Instant.EPOCH);
    List<Path> files =
        List.of(network, programs.resolve("lateen-cni"), configs.resolve("lateen-cni.kubeconfig"));
    for (Path file : files) {
      Files.setLastModifiedTime(file, old);
    }
    // When
    installation.settle();
    // Then
    for (Path file : files) {
      assertThat(Files.getLastModifiedTime(file)).as(file.toString()).isEqualTo(old);
    }
  }

  @Test
  void aNetworkThatIsWrittenAnewGetsTheEntryAgainAndARenewedTokenIsPassedOn() throws IOException {
    // Given
    Path network = Files.writeString(configs.resolve("10-bridge.conflist"), BRIDGE);
    installation.settle();
    Files.writeString(network, BRIDGE);
    Files.writeString(node.resolve("account/token"), "second");
    // When
    installation.settle();
    // Then
    assertThat(network).content().contains("lateen-cni");
    assertThat(Kubeconfig.read(configs.resolve("lateen-cni.kubeconfig")).token())
        .isEqualTo("second");
  }

  @Test
  void aNetworkOfOnePluginBecomesAChainAndIsPutBack() throws IOException {
    // Given
    Path single = Files.writeString(configs.resolve("10-net.conf"), MACVLAN);
    // When
    Optional<Path> file = installation.settle();
    // Then
    assertThat(file).contains(configs.resolve("10-net.conflist"));
    assertThat(single).doesNotExist();
    // When
    installation.remove();
    // Then
    assertThat(single).hasContent(MACVLAN);
    assertThat(configs).isDirectoryNotContaining("glob:**.conflist");
  }

  @Test
  void whatIsRemovedLeavesNothingOfItself() throws IOException {
    // Given
    Path network = Files.writeString(configs.resolve("10-bridge.conflist"), BRIDGE);
    installation.settle();
    // When
    installation.remove();
    // Then
    assertThat(Chain.ofList(Files.readString(network))).isEqualTo(Chain.ofList(BRIDGE));
    assertThat(programs).isEmptyDirectory();
    try (var files = Files.list(configs)) {
      assertThat(files).containsExactly(network);
    }
  }

  @Test
  void aNodeWithoutANetworkIsWaitedFor() throws IOException {
    // Given
    Files.writeString(configs.resolve("05-broken.conflist"), "{");
    // When, then
    assertThat(installation.settle()).isEmpty();
  }

  @Test
  void anApiServerThatIsAwaySaysNothingOfAnEnd() {
    assertThat(installation.isToStay()).isTrue();
  }

  @Test
  void thePluginStaysWhileItsDaemonSetDoes() throws Exception {
    try (PlayedApiServer server = new PlayedApiServer()) {
      Kubeconfig access = server.kubeconfig();
      Installation known = asking(access, access.token());

      // When, then
      assertThat(known.isToStay()).isFalse();
      server.knows(DAEMON_SET, Json.createObjectBuilder().add("name", "lateen-cni").build());
      assertThat(known.isToStay()).isTrue();
      server.knows(
          DAEMON_SET,
          Json.createObjectBuilder().add("deletionTimestamp", "2030-01-01T00:00:00Z").build());
      assertThat(known.isToStay()).isFalse();
      assertThat(asking(access, "of an account that is gone").isToStay()).isFalse();
    }
  }

  private Installation asking(Kubeconfig access, String token) throws IOException {
    Path account = Files.createTempDirectory(node, "account");
    Files.writeString(account.resolve("token"), token);
    Files.writeString(account.resolve("ca.crt"), access.authorities());
    return new Installation(
        installation.options(), installation.program(), new Account(access.server(), account));
  }
}
