package dev.lateen.blackbox.smoke;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

/** A gRPC service that says every word back, and has not found what begins with "no". */
public final class GrpcEcho implements AutoCloseable {
  private static final MethodDescriptor<String, String> ECHO =
      MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
          .setFullMethodName("smoke.Words/Echo")
          .setRequestMarshaller(new Text())
          .setResponseMarshaller(new Text())
          .build();

  private final Server server;

  private GrpcEcho(Server server) {
    this.server = server;
  }

  /** Starts one on a free port of the loopback address. */
  public static GrpcEcho start() throws IOException {
    return new GrpcEcho(
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                ServerServiceDefinition.builder("smoke.Words")
                    .addMethod(ECHO, ServerCalls.asyncServerStreamingCall(GrpcEcho::echo))
                    .build())
            .build()
            .start());
  }

  private static void echo(String words, StreamObserver<String> caller) {
    if (words.startsWith("no")) {
      caller.onError(Status.NOT_FOUND.withDescription(words).asRuntimeException());
      return;
    }
    List.of(words.split(" ")).forEach(caller::onNext);
    caller.onCompleted();
  }

  /** Asks through a proxy on the loopback address; fails with the status that came back. */
  public static List<String> ask(int proxyPort, String authority, String words) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", proxyPort)
            .usePlaintext()
            .overrideAuthority(authority)
            .build();
    try {
      Iterator<String> answers =
          ClientCalls.blockingServerStreamingCall(channel, ECHO, CallOptions.DEFAULT, words);
      return StreamSupport.stream(Spliterators.spliteratorUnknownSize(answers, 0), false).toList();
    } finally {
      channel.shutdownNow();
    }
  }

  /** Where it listens. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
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
