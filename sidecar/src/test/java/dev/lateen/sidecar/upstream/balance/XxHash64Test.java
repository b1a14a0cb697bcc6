package dev.lateen.sidecar.upstream.balance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHash64Test {
  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "a, d24ec4f1a98c6e5b",
    "abc, 44bc2cf5ad770999",
    "The quick brown fox jumps over the lazy dog, 0b242d361fda71bc"
  })
  void hashesAsTheReferenceDoes(String text, String hash) {
    assertThat(Long.toHexString(XxHash64.hash(text))).isEqualTo(hash.replaceFirst("^0", ""));
  }
}
