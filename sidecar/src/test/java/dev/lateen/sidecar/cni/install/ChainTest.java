package dev.lateen.sidecar.cni.install;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the networks of nodes. */
class ChainTest {
  private static final JsonObject ENTRY = json("{\"type\":\"lateen-cni\",\"kubeconfig\":\"/k\"}");
  private static final String BRIDGE =
      """
      {"cniVersion": "0.4.0", "name": "pods", "x-theirs": [1, 2.50], "plugins": [
        {"type": "bridge", "isGateway": true}, {"type": "portmap"}]}\
      """;

  @Test
  void theEntryIsLastAndNothingElseChanges() {
    // When
    Chain chain = Chain.ofList(BRIDGE).orElseThrow().with(ENTRY);
    // Then
    assertThat(json(chain.toJson()))
        .isEqualTo(
            json(
                """
                {"cniVersion": "0.4.0", "name": "pods", "x-theirs": [1, 2.50], "plugins": [
                  {"type": "bridge", "isGateway": true}, {"type": "portmap"},
                  {"type": "lateen-cni", "kubeconfig": "/k"}]}\
                """));
    assertThat(chain.toJson()).containsSubsequence("cniVersion", "name", "x-theirs", "plugins");
  }

  @Test
  void anEntryThatIsThereStaysWhereItIs() {
    // Given
    String between =
        """
        {"name": "pods", "plugins": [{"type": "bridge"},
          {"type": "lateen-cni", "kubeconfig": "/k"}, {"type": "bandwidth"}]}\
        """;
    // When
    Chain chain = Chain.ofList(between).orElseThrow();
    // Then
    assertThat(chain.with(ENTRY)).isEqualTo(chain);
  }

  @Test
  void anOlderEntryIsReplaced() {
    // Given
    Chain older =
        Chain.ofList(BRIDGE).orElseThrow().with(json("{\"type\":\"lateen-cni\",\"old\":1}"));
    // When, then
    assertThat(older.with(ENTRY)).isEqualTo(Chain.ofList(BRIDGE).orElseThrow().with(ENTRY));
  }

  @Test
  void withoutItTheNetworkIsAsItWas() {
    // Given
    Chain before = Chain.ofList(BRIDGE).orElseThrow();
    // When, then
    assertThat(before.with(ENTRY).without()).isEqualTo(before);
  }

  @Test
  void aPluginByItselfBecomesAChain() {
    // When
    Chain chain =
        Chain.ofSingle("{\"cniVersion\":\"0.3.1\",\"name\":\"net\",\"type\":\"macvlan\"}")
            .orElseThrow()
            .with(ENTRY);
    // Then
    assertThat(json(chain.toJson()))
        .isEqualTo(
            json(
                """
                {"cniVersion": "0.3.1", "name": "net", "plugins": [
                  {"cniVersion": "0.3.1", "name": "net", "type": "macvlan"},
                  {"type": "lateen-cni", "kubeconfig": "/k"}]}\
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"plugins\": []}",
        "{\"plugins\": [{\"type\": \"lateen-cni\"}]}"
      })
  void whatARuntimeCannotUseIsNoNetwork(String text) {
    // When, then
    assertThat(Chain.ofList(text)).isEmpty();
    assertThat(Chain.ofSingle(text)).isEmpty();
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}
