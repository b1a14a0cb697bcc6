package dev.lateen.bookinfo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

  @Test
  void escapesTextAndKeepsHtml() {
    // Given
    Template review = Template.load("review");

    // When
    String html =
        review.fill(
            Map.of("reviewer", "\"O'Hara\"", "text", "<b>$1 & {{x}}</b>", "stars", "<i></i>"));

    // Then
    assertThat(html)
        .contains("&quot;O&#39;Hara&quot; <i></i>")
        .contains("&lt;b&gt;$1 &amp; {{x}}&lt;/b&gt;");
  }

  @Test
  void refusesToLeaveAPlaceEmpty() {
    assertThatThrownBy(() -> Template.load("fact").fill(Map.of("name", "Author")))
        .hasMessage("fact has no value for value");
  }

  @Test
  void namesTheTemplateThatDoesNotExist() {
    assertThatThrownBy(() -> Template.load("nothing")).hasMessage("no page template nothing.html");
  }
}
