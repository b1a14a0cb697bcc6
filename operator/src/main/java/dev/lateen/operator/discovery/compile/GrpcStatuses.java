package dev.lateen.operator.discovery.compile;

import io.grpc.Status;

/** Statuses of gRPC as rules write them (TM-073). */
final class GrpcStatuses {
  private GrpcStatuses() {}

  /**
   * The number of a status.
   *
   * @param text a name such as {@code UNAVAILABLE}, or a number
   */
  static int code(String text) {
    return Character.isDigit(text.charAt(0))
        ? Integer.parseInt(text)
        : Status.Code.valueOf(text).value();
  }
}
