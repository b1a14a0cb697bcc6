package dev.lateen.operator.replica;

import dev.lateen.operator.replica.ReplicaProtocol.Received;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The leader's side: takes what followers report of their proxies. Thread-safe. */
@Singleton
public class ReplicaService {
  private final MeshProxies proxies;
  private final Leadership leadership;
  private volatile Optional<ReplicaProof> proof = Optional.empty();

  public ReplicaService(MeshProxies proxies, Leadership leadership) {
    this.proxies = proxies;
    this.leadership = leadership;
  }

  /** Asks for this proof, and shows it to others, from now on. */
  public void use(ReplicaProof next) {
    proof = Optional.of(next);
  }

  /** What replicas prove themselves to each other with; empty before the authority is known. */
  Optional<ReplicaProof> proof() {
    return proof;
  }

  /** What is to be served where replicas reach this one. */
  public ServerServiceDefinition definition() {
    return ServerInterceptors.intercept(
        ServerServiceDefinition.builder(ReplicaProtocol.SERVICE)
            .addMethod(ReplicaProtocol.REPORT, ServerCalls.asyncBidiStreamingCall(this::follower))
            .build(),
        new Admission());
  }

  private StreamObserver<ProxyReport> follower(StreamObserver<Received> answers) {
    return new StreamObserver<>() {
      private long reports;

      @Override
      public void onNext(ProxyReport report) {
        if (!leadership.isLeading()) {
          throw Status.UNAVAILABLE.withDescription("not leading").asRuntimeException();
        }
        proxies.take(this, report);
        answers.onNext(new Received(++reports));
      }

      @Override
      public void onError(Throwable gone) {
        proxies.forget(this);
      }

      @Override
      public void onCompleted() {
        proxies.forget(this);
        answers.onCompleted();
      }
    };
  }

  private final class Admission implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      String shown = Optional.ofNullable(headers.get(ReplicaProtocol.PROOF)).orElse("");
      if (proof.filter(asked -> asked.isProvedBy(shown)).isEmpty()) {
        call.close(Status.UNAUTHENTICATED.withDescription("no replica"), new Metadata());
        return new ServerCall.Listener<>() {};
      }
      return next.startCall(call, headers);
    }
  }
}
