package dev.lateen.citadel.spiffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiffeIdTest {

  @Test
  @DisplayName("AU-002 an identity is written spiffe://<trust domain>/ns/<ns>/sa/<sa>")
  void identityIsReadAndWritten() {
    // When
    SpiffeId id = SpiffeId.parse("spiffe://cluster.local/ns/default/sa/bookinfo-reviews");

    // Then
    assertThat(id).isEqualTo(new SpiffeId("cluster.local", "default", "bookinfo-reviews"));
    assertThat(id.uri()).isEqualTo("spiffe://cluster.local/ns/default/sa/bookinfo-reviews");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "spiffe://",
        "https://cluster.local/ns/a/sa/b",
        "spiffe://cluster.local/ns/a/sa/",
        "spiffe://cluster.local/ns/a/sa/b/c",
        "spiffe://cluster.local/ns/a/sa/b?x",
        "spiffe://cluster.local/ns/a/sa/..",
        "spiffe://Cluster.Local/ns/a/sa/b",
        "spiffe://user@cluster.local/ns/a/sa/b",
        "spiffe://cluster.local:8080/ns/a/sa/b",
        "spiffe://cluster.local/ns/A/sa/b",
        "spiffe://cluster.local/ns/a\n/sa/b"
      })
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> SpiffeId.parse(text)).isInstanceOf(InvalidSpiffeIdException.class);
  }
}
