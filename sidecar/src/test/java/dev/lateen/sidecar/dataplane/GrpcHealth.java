package dev.lateen.sidecar.dataplane;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gRPC server with {@code grpc.health.v1.Health} and nothing else. */
final class GrpcHealth implements AutoCloseable {
  /** {@code HealthCheckResponse.ServingStatus.SERVING}. */
  static final int SERVING = 1;

  /** {@code HealthCheckResponse.ServingStatus.NOT_SERVING}. */
  static final int NOT_SERVING = 2;

  final List<String> asked = new CopyOnWriteArrayList<>();
  private final Server server;
  private volatile int status = SERVING;

  GrpcHealth() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                ServerServiceDefinition.builder("grpc.health.v1.Health")
                    .addMethod(
                        MethodDescriptor.<byte[], byte[]>newBuilder(new Bytes(), new Bytes())
                            .setType(MethodDescriptor.MethodType.UNARY)
                            .setFullMethodName("grpc.health.v1.Health/Check")
                            .build(),
                        ServerCalls.asyncUnaryCall(
                            (request, observer) -> {
                              asked.add(new String(request, StandardCharsets.UTF_8));
                              observer.onNext(new byte[] {8, (byte) status});
                              observer.onCompleted();
                            }))
                    .build())
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  void is(int servingStatus) {
    status = servingStatus;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Bytes implements Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
