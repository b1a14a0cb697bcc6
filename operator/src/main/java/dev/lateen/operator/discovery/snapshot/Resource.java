package dev.lateen.operator.discovery.snapshot;

import com.google.protobuf.Any;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One resource as it is sent.
 *
 * @param name its name, unique within its type
 * @param version hash of its content
 * @param body its bytes with the type
 */
public record Resource(String name, String version, Any body) {

  /** Serialises a message; equal messages give equal bytes. */
  static Resource of(ResourceType type, String name, Message message) {
    byte[] bytes = bytes(message);
    Any body =
        Any.newBuilder()
            .setTypeUrl(type.typeUrl())
            .setValue(UnsafeByteOperations.unsafeWrap(bytes))
            .build();
    return new Resource(name, ContentHash.of(bytes), body);
  }

  private static byte[] bytes(Message message) {
    var out = new ByteArrayOutputStream(message.getSerializedSize());
    var coded = CodedOutputStream.newInstance(out);
    coded.useDeterministicSerialization();
    try {
      message.writeTo(coded);
      coded.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return out.toByteArray();
  }
}
