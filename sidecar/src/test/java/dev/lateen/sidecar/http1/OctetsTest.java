package dev.lateen.sidecar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OctetsTest {
  @Property
  void findsTheFirstLineFeed(
      @ForAll @Size(max = 40) byte[] bytes, @ForAll @IntRange(max = 40) int at) {
    // Given
    int from = Math.min(at, bytes.length);
    if (bytes.length > 0 && at < bytes.length) {
      bytes[at] = '\n';
    }
    // When
    int found = Octets.lineFeed(bytes, 0, bytes.length);
    // Then
    int expected = 0;
    while (expected < bytes.length && bytes[expected] != '\n') {
      expected++;
    }
    assertThat(found).isEqualTo(expected).isLessThanOrEqualTo(Math.max(from, bytes.length));
  }

  @Property
  void findsTheFirstByteThatNoValueMayContain(@ForAll @Size(max = 40) byte[] bytes) {
    // When
    int found = Octets.invalidInValue(bytes, 0, bytes.length);
    // Then
    int expected = 0;
    while (expected < bytes.length && isAllowed(bytes[expected])) {
      expected++;
    }
    assertThat(found).isEqualTo(expected);
  }

  private static boolean isAllowed(byte b) {
    int c = b & 0xff;
    return c == '\t' || c >= ' ' && c != 0x7f;
  }
}
