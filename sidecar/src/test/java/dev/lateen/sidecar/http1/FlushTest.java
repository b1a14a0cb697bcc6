package dev.lateen.sidecar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When what was written and flushed leaves. */
class FlushTest {
  private final ServerCodec codec = new ServerCodec(new MessageLimits(4096, 8192, 100));
  private final EmbeddedChannel channel = new EmbeddedChannel(new Flushes(), codec);
  private int flushes;

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void flushesOfARoundAreOne() {
    // When
    write();
    channel.pipeline().flush();
    channel.pipeline().flush();
    // Then
    assertThat(flushes).isZero();
    channel.runPendingTasks();
    assertThat(flushes).isOne();
    assertThat(sent()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("hello");
  }

  @Test
  void closeLosesNothingThatWasFlushed() {
    // Given
    write();
    channel.pipeline().flush();
    // When
    channel.pipeline().close();
    // Then
    assertThat(sent()).endsWith("hello");
  }

  @Test
  void changeOfProtocolLosesNothingThatWasFlushed() {
    // Given
    write();
    channel.pipeline().flush();
    // When
    channel.pipeline().remove(codec);
    // Then
    assertThat(sent()).endsWith("hello");
  }

  private void write() {
    channel
        .pipeline()
        .write(
            new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK),
            channel.voidPromise());
    channel
        .pipeline()
        .write(
            new DefaultHttpContent(Unpooled.copiedBuffer("hello", StandardCharsets.US_ASCII)),
            channel.voidPromise());
  }

  private String sent() {
    StringBuilder all = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.append(part.toString(StandardCharsets.US_ASCII));
      part.release();
    }
    return all.toString();
  }

  private final class Flushes extends ChannelDuplexHandler {
    @Override
    public void flush(ChannelHandlerContext context) {
      flushes++;
      context.flush();
    }
  }
}
