package dev.lateen.sidecar.capture.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a check calls to, for all that can be selected. */
class CheckedDestinationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --check                                                 | IPV4 | /192.0.2.1:15099
          --check                                                 | IPV6 | /[2001:db8:0:0:0:0:0:1]:15099
          --exclude-outbound-ports 1-15098                        | IPV4 | /192.0.2.1:15099
          --exclude-outbound-ports 1-65535                        | IPV4 | nobody
          --include-outbound-ports 80,90 --exclude-outbound-ports 80 | IPV4 | /192.0.2.1:90
          --include-outbound-cidrs 10.0.0.0/8                     | IPV4 | /10.0.0.1:15099
          --include-outbound-cidrs 10.0.0.0/8                     | IPV6 | nobody
          --include-outbound-cidrs 10.7.0.7/32                    | IPV4 | /10.7.0.7:15099
          --include-outbound-cidrs 127.0.0.0/8,10.0.0.0/8         | IPV4 | /10.0.0.1:15099
          --exclude-outbound-cidrs 192.0.2.0/24                   | IPV4 | /198.51.100.1:15099
          --exclude-outbound-cidrs 0.0.0.0/0                      | IPV4 | nobody
          """)
  void aDestinationThatHasToBeCaptured(String options, Family family, String destination) {
    // Given
    CaptureSettings settings = CaptureArguments.parse(Arrays.asList(options.split(" "))).settings();
    // When, then
    assertThat(CheckedDestination.of(settings, family).map(Object::toString).orElse("nobody"))
        .isEqualTo(destination);
  }
}
