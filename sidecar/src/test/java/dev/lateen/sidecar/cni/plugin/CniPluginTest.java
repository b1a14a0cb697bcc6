package dev.lateen.sidecar.cni.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.cni.plugin.CniException.Code;
import dev.lateen.sidecar.cni.plugin.CniPlugin.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a runtime is told, with an API server and a kernel that are played. */
class CniPluginTest {
  private static final String PREVIOUS =
      """
      {"cniVersion":"1.0.0","interfaces":[{"name":"eth0","sandbox":"/run/ns"}],"ips":[],"x":1.50}\
      """;
  private static final String CONFIG =
      """
      {"cniVersion": "1.0.0", "name": "pods", "type": "lateen-cni", "kubeconfig": "/k",
       "exemptNamespaces": ["kube-system"], "prevResult": %s}\
      """
          .formatted(PREVIOUS);

  private final Map<String, List<String>> injected = new HashMap<>();
  private final List<String> captured = new ArrayList<>();
  private final CniPlugin plugin =
      new CniPlugin(
          (pod, _) -> {
            if (pod.name().equals("unknown")) {
              throw new CniException(Code.TRY_AGAIN_LATER, "nobody answers");
            }
            return Optional.ofNullable(injected.get(pod.toString()));
          },
          (namespace, options) -> captured.add(namespace + " " + String.join(" ", options)));

  @Test
  void anInjectedPodIsCapturedAndTheResultPassedOn() {
    // Given
    injected.put("default/reviews", List.of("--proxy-uid", "1337"));
    // When
    Reply reply = plugin.answer(attaching("default", "reviews"), CONFIG);
    // Then
    assertThat(reply.exit()).isZero();
    assertThat(json(reply)).isEqualTo(json(PREVIOUS));
    assertThat(captured).containsExactly("/run/ns --proxy-uid 1337");
  }

  @Test
  void anyOtherPodIsLetPass() {
    // When
    Reply reply = plugin.answer(attaching("default", "plain"), CONFIG);
    // Then
    assertThat(reply.exit()).isZero();
    assertThat(json(reply)).isEqualTo(json(PREVIOUS));
    assertThat(captured).isEmpty();
  }

  @Test
  void exemptNamespacesAreNotAskedAbout() {
    // When
    Reply reply = plugin.answer(attaching("kube-system", "unknown"), CONFIG);
    // Then
    assertThat(reply.exit()).isZero();
    assertThat(captured).isEmpty();
  }

  @Test
  void aSandboxThatIsNoPodIsLetPass() {
    // Given
    Map<String, String> environment = attaching("default", "unknown");
    environment.remove("CNI_ARGS");
    // When
    Reply reply = plugin.answer(environment, CONFIG);
    // Then
    assertThat(reply.exit()).isZero();
  }

  @Test
  void aPodNobodyKnowsOfIsTriedAgain() {
    // When
    Reply reply = plugin.answer(attaching("default", "unknown"), CONFIG);
    // Then
    assertThat(reply.exit()).isEqualTo(1);
    assertThat(json(reply).getInt("code")).isEqualTo(11);
    assertThat(json(reply).getString("msg")).isEqualTo("nobody answers");
    assertThat(json(reply).getString("cniVersion")).isEqualTo("1.0.0");
  }

  @Test
  void aPluginThatIsFirstInItsChainSaysSo() {
    // When
    Reply reply =
        plugin.answer(
            attaching("default", "plain"), "{\"cniVersion\": \"0.4.0\", \"name\": \"a\"}");
    // Then
    assertThat(json(reply).getInt("code")).isEqualTo(7);
    assertThat(json(reply).getString("msg")).contains("prevResult");
  }

  @Test
  void whatIsWrongWithACallHasTheCodeOfTheSpecification() {
    // Given
    Map<String, String> nowhere = attaching("default", "plain");
    nowhere.remove("CNI_NETNS");
    // When, then
    assertThat(json(plugin.answer(nowhere, CONFIG)).getInt("code")).isEqualTo(4);
    assertThat(json(plugin.answer(Map.of("CNI_COMMAND", "JUMP"), CONFIG)).getInt("code"))
        .isEqualTo(4);
    assertThat(json(plugin.answer(attaching("a", "b"), "no json")).getInt("code")).isEqualTo(6);
    assertThat(json(plugin.answer(attaching("a", "b"), "{\"cniVersion\":\"9.9\"}")).getInt("code"))
        .isEqualTo(1);
  }

  @Test
  void saysWhichVersionsItSpeaks() {
    // When
    Reply reply = plugin.answer(Map.of("CNI_COMMAND", "VERSION"), "{\"cniVersion\":\"0.4.0\"}");
    // Then
    assertThat(json(reply).getString("cniVersion")).isEqualTo("0.4.0");
    assertThat(json(reply).getJsonArray("supportedVersions"))
        .hasToString("[\"0.3.0\",\"0.3.1\",\"0.4.0\",\"1.0.0\",\"1.1.0\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEL", "GC", "STATUS"})
  void whatNeedsNothingNeverFails(String command) {
    // When
    Reply reply = plugin.answer(Map.of("CNI_COMMAND", command), "");
    // Then
    assertThat(reply).isEqualTo(new Reply(0, ""));
  }

  private static Map<String, String> attaching(String namespace, String pod) {
    return new HashMap<>(
        Map.of(
            "CNI_COMMAND", "ADD",
            "CNI_CONTAINERID", "c1",
            "CNI_NETNS", "/run/ns",
            "CNI_IFNAME", "eth0",
            "CNI_ARGS",
                "IgnoreUnknown=1;K8S_POD_NAMESPACE="
                    + namespace
                    + ";K8S_POD_NAME="
                    + pod
                    + ";K8S_POD_UID=7"));
  }

  private static JsonObject json(Reply reply) {
    return json(reply.output());
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}
