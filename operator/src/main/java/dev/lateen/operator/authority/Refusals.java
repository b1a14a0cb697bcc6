package dev.lateen.operator.authority;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** How a refusal goes over the wire. */
final class Refusals {
  private Refusals() {}

  static StatusRuntimeException status(RefusedCallerException refusal) {
    Status status =
        switch (refusal.reason()) {
          case UNAUTHENTICATED -> Status.UNAUTHENTICATED;
          case INVALID_REQUEST -> Status.INVALID_ARGUMENT;
          case UNKNOWN_WORKLOAD, REVOKED -> Status.PERMISSION_DENIED;
          case TOO_MANY_REQUESTS -> Status.RESOURCE_EXHAUSTED;
          case NOT_READY -> Status.UNAVAILABLE;
        };
    return status.withDescription(refusal.getMessage()).asRuntimeException();
  }
}
