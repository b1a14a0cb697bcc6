package dev.lateen.operator.replica;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The call between replicas: a follower streams reports to the leader for as long as it follows.
 * JSON, of which each side passes over what it does not know, so that replicas of two versions
 * understand each other.
 */
final class ReplicaProtocol {
  static final String SERVICE = "lateen.replica.v1.Replicas";
  static final Metadata.Key<String> PROOF =
      Metadata.Key.of("lateen-replica-proof", Metadata.ASCII_STRING_MARSHALLER);

  static final MethodDescriptor<ProxyReport, Received> REPORT =
      MethodDescriptor.<ProxyReport, Received>newBuilder()
          .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
          .setFullMethodName(SERVICE + "/Report")
          .setRequestMarshaller(new Json<>(ProxyReport.class))
          .setResponseMarshaller(new Json<>(Received.class))
          .build();

  private ReplicaProtocol() {}

  /** The leader has taken so many reports of a stream. */
  record Received(long reports) {}

  private record Json<T>(Class<T> type) implements MethodDescriptor.Marshaller<T> {
    private static final JsonMapper MAPPER =
        JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Override
    public InputStream stream(T value) {
      try {
        return new ByteArrayInputStream(MAPPER.writeValueAsBytes(value));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Override
    public T parse(InputStream stream) {
      try {
        return MAPPER.readValue(stream, type);
      } catch (IOException e) {
        throw Status.INVALID_ARGUMENT
            .withDescription("no report: " + e.getMessage())
            .asRuntimeException();
      }
    }
  }
}
