package dev.lateen.cli.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ColumnPathTest {
  private static final String RESOURCE =
      """
      {"spec": {"destination": {"service": "api.example.com"}, "empty": null},
       "status": {"conditions": [
         {"type": "Accepted", "status": "True"}, {"type": "Ready", "status": "False"}]}}
      """;

  @Test
  void readsFieldsUnionsAndFilters() throws Exception {
    assertThat(value(".spec.destination.service")).isEqualTo("api.example.com");
    assertThat(value(".spec.destination['name','service']")).isEqualTo("api.example.com");
    assertThat(value(".status.conditions[?(@.type==\"Ready\")].status")).isEqualTo("False");
  }

  @Test
  void isEmptyForWhatIsNotThereOrNoValue() throws Exception {
    assertThat(value(".spec.none.deeper")).isEmpty();
    assertThat(value(".spec.empty")).isEmpty();
    assertThat(value(".spec.destination")).isEmpty();
    assertThat(value(".status.conditions[?(@.type==\"None\")].status")).isEmpty();
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThatThrownBy(() -> ColumnPath.of(".spec.ports[*].port"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".spec.ports[*].port");
  }

  private static String value(String path) throws Exception {
    return ColumnPath.of(path).value(new ObjectMapper().readTree(RESOURCE)).orElse("");
  }
}
