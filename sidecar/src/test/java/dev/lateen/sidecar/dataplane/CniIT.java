package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lateen.sidecar.SidecarMain;
import dev.lateen.sidecar.cni.api.Kubeconfig;
import dev.lateen.sidecar.cni.api.PlayedApiServer;
import dev.lateen.sidecar.dataplane.PodNetwork.Result;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The CNI plug-in as a container runtime calls it, for the namespace of a pod with an application
 * and its sidecar, and an API server that is played.
 */
@Tag("root")
class CniIT {
  private static final String PREVIOUS =
      "{\"cniVersion\":\"1.0.0\",\"interfaces\":[{\"name\":\"eth0\",\"sandbox\":\"/run/ns\"}],"
          + "\"ips\":[{\"address\":\"10.99.0.1/24\",\"interface\":0}],\"dns\":{}}";
  private static final String ANNOTATION = "sidecar.lateen.dev/capture";

  @TempDir private static Path folder;
  private static PodNetwork network;
  private static PlayedApiServer api;
  private static Neighbour application;

  @BeforeAll
  static void startAll() throws Exception {
    network = new PodNetwork();
    assumeTrue(PodNetwork.in(network.pod, "nft", "--version").exit() == 0, "nft is not installed");
    assumeTrue(PodNetwork.in(network.pod, "nsenter", "--version").exit() == 0, "no nsenter");
    Process proxy = network.start(network.pod, 1337, CaptureProgram.class);
    application = new Neighbour(network.start(network.pod, 1000, Neighbour.class));
    new Neighbour(network.start(network.world, 1000, Neighbour.class));
    assertThat(proxy.inputReader().readLine()).isEqualTo("ready");
    api = new PlayedApiServer();
    Files.writeString(folder.resolve("kubeconfig"), api.kubeconfig().toJson());
  }

  @AfterAll
  static void endAll() {
    if (api != null) {
      api.close();
    }
    if (network != null) {
      network.close();
    }
  }

  @BeforeEach
  void withoutRules() throws Exception {
    PodNetwork.java(network.pod, "dev.lateen.sidecar.SidecarMain", "capture", "--clean");
  }

  @Test
  @DisplayName(
      "UA-12 the CNI plug-in captures the connections of an injected pod, which has no NET_ADMIN")
  void capturesTheConnectionsOfAnInjectedPod() throws Exception {
    // Given
    api.knowsPod(
        "reviews",
        Map.of(
            ANNOTATION,
            "--inbound-port 15006 --outbound-port 15001 --proxy-uid 1337"
                + " --exclude-outbound-ports 7000"));
    assertThat(application.calls("10.99.0.2", 8081)).isEqualTo("port 8081 from 10.99.0.1");
    // When
    Result result = add("reviews", "kubeconfig");
    // Then
    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(json(result.output())).isEqualTo(json(PREVIOUS));
    assertThat(application.calls("10.99.0.2", 8081)).isEqualTo("by port");
    assertThat(application.calls("10.99.0.2", 7000)).isEqualTo("port 7000 from 10.99.0.1");
    assertThat(application.calls("10.99.0.1", 8080)).isEqualTo("came in");
  }

  @Test
  @DisplayName("UA-12 a pod whose node did not capture its connections does not start")
  void aCheckTellsWhetherConnectionsAreCaptured() throws Exception {
    // Given: ports at which no sidecar is yet
    String options = "--inbound-port 15106 --outbound-port 15101 --proxy-uid 1337";
    api.knowsPod("checked", Map.of(ANNOTATION, options));
    // When, then
    assertThat(check(options)).isEqualTo(1);
    assertThat(add("checked", "kubeconfig").exit()).isZero();
    assertThat(check(options)).isZero();
  }

  private static int check(String options) throws Exception {
    List<String> words = new ArrayList<>(List.of("capture", "--check"));
    words.addAll(List.of(options.split(" ")));
    return network
        .start(network.pod, 1338, SidecarMain.class, words.toArray(String[]::new))
        .waitFor();
  }

  @Test
  void letsAPodPassThatIsNotInjected() throws Exception {
    // Given
    api.knowsPod("plain", Map.of("some", "annotation"));
    // When
    Result known = add("plain", "kubeconfig");
    Result unknown = add("of-a-file-of-the-node", "kubeconfig");
    // Then
    assertThat(known.exit()).as(known.output()).isZero();
    assertThat(json(known.output())).isEqualTo(json(PREVIOUS));
    assertThat(unknown.exit()).as(unknown.output()).isZero();
    assertThat(application.calls("10.99.0.2", 8081)).isEqualTo("port 8081 from 10.99.0.1");
  }

  @Test
  void refusesAPodThatItCannotAskAbout() throws Exception {
    // Given
    Kubeconfig right = api.kubeconfig();
    Files.writeString(
        folder.resolve("stale"),
        new Kubeconfig(right.server(), right.authorities(), "stale").toJson());
    // When
    Result refused = add("reviews", "stale");
    Result missing = add("reviews", "no-such-file");
    // Then
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(json(refused.output()).getInt("code")).isEqualTo(11);
    assertThat(json(refused.output()).getString("msg")).contains("401").doesNotContain("stale");
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(json(missing.output()).getString("msg")).contains("no-such-file");
  }

  private static Result add(String pod, String kubeconfig) throws Exception {
    return PodNetwork.program(
        Map.of(
            "CNI_COMMAND", "ADD",
            "CNI_CONTAINERID", "c1",
            "CNI_IFNAME", "eth0",
            "CNI_NETNS", "/var/run/netns/" + network.pod,
            "CNI_ARGS", "K8S_POD_NAMESPACE=default;K8S_POD_NAME=" + pod),
        """
        {"cniVersion": "1.0.0", "name": "pods", "type": "lateen-cni", "kubeconfig": "%s",
         "exemptNamespaces": ["kube-system"], "prevResult": %s}
        """
            .formatted(folder.resolve(kubeconfig), PREVIOUS),
        "dev.lateen.sidecar.SidecarMain");
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}
