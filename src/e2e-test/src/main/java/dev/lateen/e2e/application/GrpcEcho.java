package dev.lateen.e2e.application;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A gRPC service with one method, which says who answers. */
final class GrpcEcho {
  private static final String SERVICE = "lateen.e2e.Who";
  private static final MethodDescriptor<String, String> ASK =
      MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(SERVICE + "/Answers")
          .setRequestMarshaller(new Text())
          .setResponseMarshaller(new Text())
          .build();

  private GrpcEcho() {}

  static void serve(int port, String name) throws IOException {
    NettyServerBuilder.forPort(port)
        .addService(
            ServerServiceDefinition.builder(SERVICE)
                .addMethod(
                    ASK,
                    ServerCalls.asyncUnaryCall(
                        (question, answer) -> {
                          answer.onNext(name);
                          answer.onCompleted();
                        }))
                .build())
        .build()
        .start();
  }

  static String ask(URI url, Optional<String> authority, Duration patience) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(url.getHost(), url.getPort()).usePlaintext().build();
    try {
      CallOptions options =
          CallOptions.DEFAULT
              .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS)
              .withAuthority(authority.orElse(url.getAuthority()));
      return "grpc " + ClientCalls.blockingUnaryCall(channel, ASK, options, "who");
    } catch (StatusRuntimeException e) {
      return "failed " + e.getStatus().getCode();
    } finally {
      channel.shutdownNow();
    }
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
