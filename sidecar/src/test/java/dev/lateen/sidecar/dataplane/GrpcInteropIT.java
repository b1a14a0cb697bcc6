package dev.lateen.sidecar.dataplane;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The interoperability suite of gRPC through two sidecars; names of cases are the suite's. */
class GrpcInteropIT {
  /** The cases that need no credentials of a cloud. */
  enum Case {
    EMPTY_UNARY(GrpcInterop::emptyUnary),
    LARGE_UNARY(GrpcInterop::largeUnary),
    CLIENT_COMPRESSED_UNARY_NOPROBE(suite -> suite.clientCompressedUnary(false)),
    SERVER_COMPRESSED_UNARY(GrpcInterop::serverCompressedUnary),
    CLIENT_STREAMING(GrpcInterop::clientStreaming),
    CLIENT_COMPRESSED_STREAMING_NOPROBE(suite -> suite.clientCompressedStreaming(false)),
    SERVER_STREAMING(GrpcInterop::serverStreaming),
    SERVER_COMPRESSED_STREAMING(GrpcInterop::serverCompressedStreaming),
    PING_PONG(GrpcInterop::pingPong),
    EMPTY_STREAM(GrpcInterop::emptyStream),
    CUSTOM_METADATA(GrpcInterop::customMetadata),
    STATUS_CODE_AND_MESSAGE(GrpcInterop::statusCodeAndMessage),
    SPECIAL_STATUS_MESSAGE(GrpcInterop::specialStatusMessage),
    UNIMPLEMENTED_METHOD(GrpcInterop::unimplementedMethod),
    UNIMPLEMENTED_SERVICE(GrpcInterop::unimplementedService),
    CANCEL_AFTER_BEGIN(GrpcInterop::cancelAfterBegin),
    CANCEL_AFTER_FIRST_RESPONSE(GrpcInterop::cancelAfterFirstResponse),
    TIMEOUT_ON_SLEEPING_SERVER(GrpcInterop::timeoutOnSleepingServer),
    DEADLINE_NOT_EXCEEDED(GrpcInterop::deadlineNotExceeded),
    DEADLINE_EXCEEDED(GrpcInterop::deadlineExceeded),
    DEADLINE_EXCEEDED_SERVER_STREAMING(GrpcInterop::deadlineExceededServerStreaming),
    DEADLINE_IN_PAST(GrpcInterop::deadlineInPast),
    FULL_DUPLEX_CALL(GrpcInterop::fullDuplexCallShouldSucceed),
    HALF_DUPLEX_CALL(GrpcInterop::halfDuplexCallShouldSucceed),
    SERVER_STREAMING_FLOW_CONTROLLED(GrpcInterop::serverStreamingShouldBeFlowControlled),
    METADATA_OF_UNARY_CALLS(GrpcInterop::exchangeMetadataUnaryCall),
    METADATA_OF_STREAMING_CALLS(GrpcInterop::exchangeMetadataStreamingCall),
    VERY_LARGE_REQUEST(GrpcInterop::veryLargeRequest),
    VERY_LARGE_RESPONSE(GrpcInterop::veryLargeResponse),
    GRACEFUL_SHUTDOWN(GrpcInterop::gracefulShutdown);

    private final Run run;

    Case(Run run) {
      this.run = run;
    }
  }

  @FunctionalInterface
  private interface Run {
    void on(GrpcInterop suite) throws Exception;
  }

  static Stream<Arguments> cases() {
    return Arrays.stream(GrpcInterop.Link.values())
        .flatMap(link -> Arrays.stream(Case.values()).map(one -> arguments(one, link)));
  }

  @ParameterizedTest(name = "{0} over {1}")
  @MethodSource("cases")
  @DisplayName("TM-163 S-25 AT-03 gRPC's interoperability suite passes through two sidecars")
  void passes(Case one, GrpcInterop.Link link) throws Exception {
    try (GrpcInterop suite = new GrpcInterop(link)) {
      one.run.on(suite);
    }
  }
}
