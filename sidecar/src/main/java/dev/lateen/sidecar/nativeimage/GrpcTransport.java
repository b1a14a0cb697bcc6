package dev.lateen.sidecar.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * gRPC gets its sockets and event loops from the sidecar. Left to itself it would make those of
 * epoll by reflection when its class is initialized, and fail.
 */
@TargetClass(className = "io.grpc.netty.Utils")
final class GrpcTransport {
  private GrpcTransport() {}

  /** Takes the place of the method of that name. */
  @Substitute
  static boolean isEpollAvailable() {
    return false;
  }
}
