package dev.lateen.bookinfo.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"a\":[1,-2.5,true,false,null,\"x\"],\"b\":{\"c\":{}}}",
        "\"quote \\\" back \\\\ line \\n unit \\u0001 lt \\u003c\"",
      })
  void writesWhatItRead(String text) {
    assertThat(Json.parse(text)).hasToString(text);
  }

  @Test
  void readsSpaceEscapesAndExponents() {
    // When
    Json json = Json.parse(" { \"a\" : [ 1e2 , \"\\u00e9\\t\\/\" ] } ");

    // Then
    assertThat(json.items("a")).containsExactly(new Json.Number(100), new Json.Text("é\t/"));
  }

  @Test
  void findsMembersByNameAndKind() {
    // Given
    Json json = Json.parse("{\"text\":\"t\",\"number\":4}");

    // Then
    assertThat(json.text("text")).contains("t");
    assertThat(json.number("number")).contains(4);
    assertThat(json.text("number")).isEmpty();
    assertThat(json.number("other")).isEmpty();
    assertThat(json.items("text")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\" 1}",
        "{a:1}",
        "01",
        "tru",
        "\"open",
        "\"\\x\"",
        "\"\\u00g0\"",
        "1 2",
        "\"a\nb\"",
        "-",
        "[1 2]"
      })
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void refusesToNestWithoutEnd() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("64 levels");
  }
}
