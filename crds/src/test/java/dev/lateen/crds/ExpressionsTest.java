package dev.lateen.crds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "^(.*?;)?(user=jason)(;.*)?$",
        "[a-z]{1,63}([.][a-z]{1,20})*",
        "a{b}c",
        "[{}]+",
        "\\{1000\\}",
        "(?i)GET|HEAD"
      })
  void expressionsOfRulesMayBeUsed(String expression) {
    assertThat(Expressions.problem(expression)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"((a{1000}){1000}){1000}", "(a{99}b){99}", "a{2001}", "((((a{9}){9}){9}){9}){9}"})
  void repetitionsThatWouldGrowTooLargeAreRefusedUnwritten(String expression) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(Expressions.problem(expression).orElseThrow()).contains("repeat less"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a", "user=(?!jason)", "(a)\\1", "a++", "(?<=a)b", "a{1,"})
  void whatRe2DoesNotHaveIsRefused(String expression) {
    // Given: a brace that begins no repetition is an ordinary character there
    boolean literal = expression.equals("a{1,");

    // Then
    assertThat(Expressions.problem(expression).isEmpty()).isEqualTo(literal);
  }

  @Test
  void theProblemNamesWhatIsWrong() {
    assertThat(Expressions.problem("user=(jason").orElseThrow())
        .contains("missing closing )", "write it without them");
  }
}
