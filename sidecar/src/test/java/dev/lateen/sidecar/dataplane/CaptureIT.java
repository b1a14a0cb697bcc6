package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lateen.sidecar.config.Kernel;
import dev.lateen.sidecar.dataplane.PodNetwork.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of {@code lateen-sidecar capture} in the kernel, and a data plane behind them: an
 * application, its sidecar as user 1337, and the world, in namespaces of their own.
 */
@Tag("root")
class CaptureIT {
  private static final int PROXY = 1337;
  private static final int APPLICATION = 1000;

  private static PodNetwork network;
  private static Neighbour application;
  private static Neighbour world;

  @BeforeAll
  static void startAll() throws Exception {
    network = new PodNetwork();
    Process proxy = network.start(network.pod, PROXY, CaptureProgram.class);
    application = new Neighbour(network.start(network.pod, APPLICATION, Neighbour.class));
    world = new Neighbour(network.start(network.world, APPLICATION, Neighbour.class));
    assertThat(proxy.inputReader().readLine()).isEqualTo("ready");
  }

  @AfterAll
  static void endAll() throws Exception {
    if (network != null) {
      network.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"nftables", "iptables-nft", "iptables-legacy"})
  @DisplayName(
      "TM-191 TM-192 TM-138 S-06 UA-04 all but loopback and what is excluded is captured, the"
          + " proxy's own connections are not")
  void capturesAsItIsTold(String backend) throws Exception {
    // Given
    String tool = backend.equals("nftables") ? "nft" : backend;
    assumeTrue(
        PodNetwork.in(network.pod, tool, "--version").exit() == 0, tool + " is not installed");
    try {
      Result first = capture(backend);
      assumeTrue(first.exit() == 0, backend + " cannot be used here: " + first.output());
      // When
      Result second = capture(backend);
      // Then
      assertThat(second.exit()).as(second.output()).isZero();
      SoftAssertions soft = new SoftAssertions();
      outbound(soft);
      inbound(soft);
      if (Kernel.hasIpv6()) {
        byIpv6(soft);
      }
      soft.assertAll();
    } finally {
      run("--backend", backend, "--clean");
    }
    assertThat(application.calls("10.99.0.2", 8081)).isEqualTo("port 8081 from 10.99.0.1");
    assertThat(world.calls("10.99.0.1", 8080)).isEqualTo("port 8080 from 10.99.0.2");
  }

  private static void outbound(SoftAssertions soft) throws Exception {
    expect(soft, application, "10.98.0.1", 80, "by address");
    expect(soft, application, "10.98.0.2", 3306, "port 7000 from 10.99.0.1");
    expect(soft, application, "10.99.0.2", 8081, "by port");
    expect(soft, application, "10.99.0.2", 7000, "port 7000 from 10.99.0.1");
    // excluded by port, by address, and because it is loopback
    expect(soft, application, "10.99.0.2", 7001, "port 7001 from 10.99.0.1");
    expect(soft, application, "10.97.0.1", 8081, "port 8081 from 10.99.0.1");
    expect(soft, application, "127.0.0.1", 8080, "port 8080 from 127.0.0.1");
    // a workload calls itself: by a service's address, and by its own
    expect(soft, application, "10.98.0.9", 80, "came in");
    expect(soft, application, "10.99.0.1", 8080, "came in");
    // the proxy's ports lead nowhere
    expect(soft, application, "127.0.0.1", 15_001, "closed");
    expect(soft, application, "10.99.0.1", 15_006, "closed");
  }

  private static void inbound(SoftAssertions soft) throws Exception {
    expect(soft, world, "10.99.0.1", 8080, "came in");
    expect(soft, world, "10.99.0.1", 9090, "port 9090 from 127.0.0.6");
    expect(soft, world, "10.99.0.1", 9091, "port 9091 from 10.99.0.2");
    expect(soft, world, "10.99.0.1", 15_001, "closed");
    expect(soft, world, "10.99.0.1", 15_006, "closed");
  }

  private static void byIpv6(SoftAssertions soft) throws Exception {
    String elsewhere = "from fd99:0:0:0:0:0:0:";
    expect(soft, application, "fd99::2", 8081, "by port");
    expect(soft, application, "fd99::2", 7000, "port 7000 " + elsewhere + "1");
    expect(soft, application, "::1", 8080, "port 8080 from 0:0:0:0:0:0:0:1");
    expect(soft, application, "fd99::1", 8080, "came in");
    expect(soft, world, "fd99::1", 8080, "came in");
    expect(soft, world, "fd99::1", 9090, "port 9090 from 0:0:0:0:0:0:0:1");
    expect(soft, world, "fd99::1", 9091, "port 9091 " + elsewhere + "2");
  }

  private static void expect(
      SoftAssertions soft, Neighbour caller, String host, int port, String answer)
      throws Exception {
    String who = caller == application ? "application" : "world";
    soft.assertThat(caller.calls(host, port)).as("%s to %s:%d", who, host, port).isEqualTo(answer);
  }

  private static Result capture(String backend) throws InterruptedException {
    return run(
        "--backend",
        backend,
        "--exclude-outbound-ports=7001",
        "--exclude-outbound-cidrs=10.97.0.0/16",
        "--exclude-inbound-ports=9091");
  }

  private static Result run(String... options) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("capture"));
    words.addAll(Arrays.asList(options));
    return PodNetwork.java(
        network.pod, "dev.lateen.sidecar.SidecarMain", words.toArray(String[]::new));
  }
}
