package dev.lateen.bookinfo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeadersTest {

  @Test
  void passesOnEveryTraceHeaderAndNothingElse() {
    // Given
    Headers headers = new Headers();
    TraceHeaders.NAMES.forEach(name -> headers.set(name, "value of " + name));
    headers.set("Authorization", "secret");
    headers.set("Host", "productpage");

    // When
    Map<String, String> forwarded = TraceHeaders.forwarded(headers);

    // Then
    assertThat(forwarded)
        .containsOnlyKeys(
            "x-request-id",
            "x-b3-traceid",
            "x-b3-spanid",
            "x-b3-parentspanid",
            "x-b3-sampled",
            "x-b3-flags",
            "x-ot-span-context",
            "traceparent",
            "tracestate")
        .allSatisfy((name, value) -> assertThat(value).isEqualTo("value of " + name));
  }

  @Test
  void passesOnTheUserAloneSoThatRulesOnTheWholeHeaderMatch() {
    // Given
    Headers headers = new Headers();
    headers.set("Cookie", "theme=dark; user=jason; other=1");

    // When
    Map<String, String> forwarded = TraceHeaders.forwarded(headers);

    // Then
    assertThat(forwarded).containsExactly(Map.entry("cookie", "user=jason"));
    assertThat(forwarded.get("cookie")).matches("^(.*?;)?(user=jason)(;.*)?$");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user=", "superuser=jason", "user=<script>", "user=a b", "theme=user=x"})
  void knowsNobodyByACookieThatIsNoName(String cookie) {
    // Given
    Headers headers = new Headers();
    headers.set("Cookie", cookie);

    // Then
    assertThat(UserCookie.read(headers)).isEmpty();
  }
}
