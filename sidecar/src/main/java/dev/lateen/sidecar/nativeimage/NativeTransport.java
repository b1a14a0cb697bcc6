package dev.lateen.sidecar.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.spi.transport.Transport;

/**
 * Event loops on epoll. Quarkus puts NIO in this place of every native executable, for which
 * original destinations cannot be asked; Vert.x's own method would look for KQueue too, which is
 * not on the class path.
 */
@TargetClass(VertxBuilder.class)
final class NativeTransport {
  private NativeTransport() {}

  /** Takes the place of {@link VertxBuilder#nativeTransport()}. */
  @Substitute
  public static Transport nativeTransport() {
    return new EpollTransport();
  }
}
