package dev.lateen.sidecar.http1;

import static dev.lateen.sidecar.http1.RefusedMessageException.malformed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Makes messages out of bytes as they come: a head, parts of the body, the last part. After a
 * message that is refused, whose decoder result says so, everything is dropped.
 */
abstract class MessageReader {
  /** Framing of a message behind which the bytes are no HTTP any more. */
  static final long SWITCHED = -3;

  private enum State {
    HEAD,
    NO_BODY,
    LENGTH,
    UNTIL_CLOSE,
    CHUNK_LINE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    SWITCHED,
    REFUSED
  }

  private final HeadBuffer buffer;
  private final ChunkLine chunk = new ChunkLine();
  private State state = State.HEAD;
  private long left;
  private boolean carriageReturn;

  MessageReader(MessageLimits limits) {
    buffer = new HeadBuffer(limits);
    beginHead(buffer);
  }

  /** Prepares the buffer for the next head. */
  abstract void beginHead(HeadBuffer lines);

  /** Reads a head. */
  abstract HttpMessage parseHead(byte[] head, FieldList fields);

  /** How long the body of the head that was read last is: bytes or a constant. */
  abstract long framing();

  /** A message that says why there is none. */
  abstract HttpMessage refused();

  /** The next object, or null when it needs more bytes; the caller owns it, and the input. */
  HttpObject next(ByteBuf in) {
    boolean inHead = state == State.HEAD;
    try {
      return read(in);
    } catch (RefusedMessageException refusal) {
      state = State.REFUSED;
      HttpObject message = inHead ? refused() : new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
      message.setDecoderResult(DecoderResult.failure(refusal));
      return message;
    }
  }

  /** Whether the message under way ends when the connection does. */
  boolean endsWithConnection() {
    return state == State.UNTIL_CLOSE;
  }

  /** Whether the next byte belongs to a new message. */
  boolean isBetweenMessages() {
    return state == State.HEAD && !buffer.isBegun();
  }

  /** Whether a part of a head is there, and the rest is not. */
  boolean isHeadBegun() {
    return state == State.HEAD && buffer.isBegun();
  }

  private HttpObject read(ByteBuf in) {
    while (true) {
      switch (state) {
        case HEAD -> {
          return buffer.fill(in) ? head() : null;
        }
        case NO_BODY -> {
          finish();
          return LastHttpContent.EMPTY_LAST_CONTENT;
        }
        case LENGTH, UNTIL_CLOSE, CHUNK -> {
          return in.isReadable() ? part(in) : null;
        }
        case CHUNK_LINE -> {
          long size = chunk.read(in);
          if (size < 0) {
            return null;
          }
          beginChunk(size);
        }
        case CHUNK_END -> {
          if (!endChunk(in)) {
            return null;
          }
        }
        case TRAILERS -> {
          return buffer.fill(in) ? trailers() : null;
        }
        case SWITCHED -> {
          return null;
        }
        case REFUSED -> {
          in.skipBytes(in.readableBytes());
          return null;
        }
      }
    }
  }

  private HttpMessage head() {
    byte[] head = buffer.take();
    HttpMessage message = parseHead(head, new FieldList(head, buffer.lines() + 4));
    left = framing();
    if (left == Framing.CHUNKED) {
      chunk.begin();
      state = State.CHUNK_LINE;
    } else if (left == Framing.UNTIL_CLOSE) {
      state = State.UNTIL_CLOSE;
    } else {
      state = left > 0 ? State.LENGTH : State.NO_BODY;
    }
    return message;
  }

  private HttpContent part(ByteBuf in) {
    if (state == State.UNTIL_CLOSE) {
      return new DefaultHttpContent(in.readRetainedSlice(in.readableBytes()));
    }
    int length = (int) Math.min(left, in.readableBytes());
    ByteBuf bytes = in.readRetainedSlice(length);
    left -= length;
    if (left > 0) {
      return new DefaultHttpContent(bytes);
    }
    if (state == State.CHUNK) {
      state = State.CHUNK_END;
      return new DefaultHttpContent(bytes);
    }
    finish();
    return new DefaultLastHttpContent(bytes, EmptyHttpHeaders.INSTANCE);
  }

  private void beginChunk(long size) {
    left = size;
    if (size > 0) {
      state = State.CHUNK;
    } else {
      state = State.TRAILERS;
      buffer.beginTrailers();
    }
  }

  private boolean endChunk(ByteBuf in) {
    while (in.isReadable()) {
      byte expected = (byte) (carriageReturn ? '\n' : '\r');
      if (in.readByte() != expected) {
        throw malformed("the data of a chunk does not end where its size says");
      }
      carriageReturn = !carriageReturn;
      if (!carriageReturn) {
        state = State.CHUNK_LINE;
        return true;
      }
    }
    return false;
  }

  private LastHttpContent trailers() {
    LastHttpContent last = Trailers.parse(buffer);
    finish();
    return last;
  }

  private void finish() {
    if (left == SWITCHED) {
      state = State.SWITCHED;
    } else {
      state = State.HEAD;
      beginHead(buffer);
    }
  }
}
