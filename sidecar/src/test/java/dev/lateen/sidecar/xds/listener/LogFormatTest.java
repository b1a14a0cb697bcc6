package dev.lateen.sidecar.xds.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.LogField;
import dev.lateen.sidecar.model.LogPart.Text;
import dev.lateen.sidecar.model.LogPart.Value;
import org.junit.jupiter.api.Test;

class LogFormatTest {
  private static final int WHOLE = Integer.MAX_VALUE;

  @Test
  void operatorsStandBetweenText() {
    assertThat(LogFormat.text("a %PROTOCOL%,%DURATION% 100%%\n"))
        .containsExactly(
            new Text("a "),
            Value.of(LogField.PROTOCOL),
            new Text(","),
            Value.of(LogField.DURATION),
            new Text(" 100%\n"));
  }

  @Test
  void aHeaderHasAnAlternativeAndALength() {
    assertThat(LogFormat.text("%REQ(X-A?:PATH):10%%RESP(Server)%"))
        .containsExactly(
            new Value(LogField.REQ, "x-a", ":path", 10, false),
            new Value(LogField.RESP, "server", "", WHOLE, false));
  }

  @Test
  void whatIsNotKnownIsAbsent() {
    assertThat(LogFormat.text("%DYNAMIC_METADATA(a:b)%%RESPONSE_CODE"))
        .containsExactly(
            new Value(LogField.UNKNOWN, "a:b", "", WHOLE, false), new Text("%RESPONSE_CODE"));
  }

  @Test
  void aloneInJsonAnOperatorKeepsItsKind() {
    assertThat(LogFormat.json("%DURATION%"))
        .containsExactly(new Value(LogField.DURATION, "", "", WHOLE, true));
    assertThat(LogFormat.json("it's \"%DURATION%\""))
        .containsExactly(
            new Text("\""),
            new Text("it's \\\""),
            Value.of(LogField.DURATION),
            new Text("\\\""),
            new Text("\""));
  }
}
