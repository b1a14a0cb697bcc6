package dev.lateen.policy.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusCodeTest {

  @ParameterizedTest
  @CsvSource({
    "0, OK, 200",
    "1, CANCELLED, 499",
    "2, UNKNOWN, 500",
    "3, INVALID_ARGUMENT, 400",
    "4, DEADLINE_EXCEEDED, 504",
    "5, NOT_FOUND, 404",
    "6, ALREADY_EXISTS, 409",
    "7, PERMISSION_DENIED, 403",
    "8, RESOURCE_EXHAUSTED, 429",
    "9, FAILED_PRECONDITION, 400",
    "10, ABORTED, 409",
    "11, OUT_OF_RANGE, 400",
    "12, UNIMPLEMENTED, 501",
    "13, INTERNAL, 500",
    "14, UNAVAILABLE, 503",
    "15, DATA_LOSS, 500",
    "16, UNAUTHENTICATED, 401"
  })
  void everyGrpcNumberHasItsHttpStatus(int number, StatusCode code, int httpStatus) {
    assertThat(StatusCode.of(number)).contains(code);
    assertThat(code.code()).isEqualTo(number);
    assertThat(code.httpStatus()).isEqualTo(httpStatus);
  }

  @Test
  void numberThatGrpcDoesNotHaveIsNoOutcome() {
    assertThat(StatusCode.of(17)).isEmpty();
    assertThat(StatusCode.of(-1)).isEmpty();
  }
}
