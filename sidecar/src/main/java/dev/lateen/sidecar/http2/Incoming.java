package dev.lateen.sidecar.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http2.Http2Error;
import java.util.Optional;

/** What the frames of a peer mean, and which of them it may send when (RFC 9113 5.1, 6). */
final class Incoming implements FrameListener {
  private final Session session;
  private final Streams streams;
  private final HeadDecoder decoder;
  private final Floods floods;

  Incoming(Session session, Streams streams, Floods floods) {
    this.session = session;
    this.streams = streams;
    this.floods = floods;
    this.decoder = new HeadDecoder(session.limits());
  }

  @Override
  public void dataBegan(int streamId, int length, int overhead) {
    session.input().received(length);
    session.input().consumed(overhead);
    Http2Stream stream = streams.get(streamId);
    if (stream == null) {
      unknown(streamId);
      if (!streams.closed().isResetByUs(streamId)) {
        refuse(streamId, Http2Error.STREAM_CLOSED);
      }
    } else if (stream.input.isEnded()) {
      fail(stream, Http2Error.STREAM_CLOSED);
    } else if (!stream.input.isHeadSeen()) {
      fail(stream, Http2Error.PROTOCOL_ERROR);
    } else if (stream.input.takes(length)) {
      stream.input.skipped(overhead);
    }
  }

  @Override
  public void data(int streamId, ByteBuf part, boolean endOfStream) {
    if (!part.isReadable() && !endOfStream) {
      control();
    }
    Http2Stream stream = streams.get(streamId);
    if (stream == null) {
      session.input().consumed(part.readableBytes());
    } else {
      session.touch(stream);
      stream.input.data(part, endOfStream);
    }
  }

  @Override
  public void headers(int streamId, ByteBuf block, boolean endOfStream, int dependsOn) {
    HeadDecoder.Outcome outcome = decoder.decode(streamId, block);
    Http2Stream stream = streams.get(streamId);
    if (stream == null) {
      stream = admit(streamId);
    }
    if (stream == null) {
      return;
    }
    if (dependsOn == streamId) {
      fail(stream, Http2Error.PROTOCOL_ERROR);
    } else if (stream.input.isEnded()) {
      fail(stream, Http2Error.STREAM_CLOSED);
    } else if (outcome == HeadDecoder.Outcome.TOO_LARGE) {
      tooLarge(stream);
    } else {
      message(stream, endOfStream);
    }
  }

  /** The peer's new stream, or null for a block that is ignored or refused. */
  private Http2Stream admit(int streamId) {
    if (!session.isServer() || (streamId & 1) == 0 || streamId <= streams.lastOfPeer()) {
      return late(streamId);
    }
    if (!session.farewell().accepts()) {
      return null;
    }
    if (streams.size() >= session.limits().maxConcurrentStreams()) {
      streams.refused(streamId);
      refuse(streamId, Http2Error.REFUSED_STREAM);
      return null;
    }
    return session.accept(streamId);
  }

  /** No new stream: ignored for one that we reset, an error for all others. */
  private Http2Stream late(int streamId) {
    if (streams.closed().isResetByUs(streamId)) {
      return null;
    }
    if (streams.closed().contains(streamId)) {
      throw new Http2ConnectionException(Http2Error.STREAM_CLOSED, "HEADERS of a closed stream");
    }
    throw new Http2ConnectionException(Http2Error.PROTOCOL_ERROR, "no new stream: " + streamId);
  }

  private void tooLarge(Http2Stream stream) {
    if (session.isServer() && !stream.input.isHeadSeen()) {
      stream.refuseHead();
    } else {
      fail(stream, Http2Error.PROTOCOL_ERROR);
    }
  }

  private void message(Http2Stream stream, boolean endOfStream) {
    session.touch(stream);
    if (stream.input.isHeadSeen()) {
      trailers(stream, endOfStream);
      return;
    }
    Optional<HttpMessage> head =
        session.isServer() ? decoder.request(endOfStream) : decoder.response();
    if (head.isPresent()) {
      stream.input.head(head.get(), decoder.contentLength(), endOfStream);
    } else {
      fail(stream, Http2Error.PROTOCOL_ERROR);
    }
  }

  private void trailers(Http2Stream stream, boolean endOfStream) {
    var trailers = decoder.trailers();
    if (endOfStream && trailers.isPresent()) {
      stream.input.trailers(trailers.get());
    } else {
      fail(stream, Http2Error.PROTOCOL_ERROR);
    }
  }

  private void fail(Http2Stream stream, Http2Error error) {
    floods.reset();
    stream.fail(error);
  }

  private void refuse(int streamId, Http2Error error) {
    floods.reset();
    streams.closed().add(streamId, true);
    session.writer().reset(streamId, error);
  }

  /** A frame for a stream that was never there ends the connection (RFC 9113 5.1, "idle"). */
  private void unknown(int streamId) {
    if (streams.isIdle(streamId)) {
      throw new Http2ConnectionException(Http2Error.PROTOCOL_ERROR, "idle stream " + streamId);
    }
  }

  @Override
  public void control() {
    floods.control();
  }

  @Override
  public void priority(int streamId, int dependsOn) {
    control();
    if (streamId == dependsOn) {
      streamError(streamId, Http2Error.PROTOCOL_ERROR);
    }
  }

  @Override
  public void streamFrameSizeWrong(int streamId) {
    control();
    streamError(streamId, Http2Error.FRAME_SIZE_ERROR);
  }

  private void streamError(int streamId, Http2Error error) {
    Http2Stream stream = streams.get(streamId);
    if (stream == null) {
      refuse(streamId, error);
    } else {
      fail(stream, error);
    }
  }

  @Override
  public void reset(int streamId, long code) {
    unknown(streamId);
    floods.reset();
    Http2Stream stream = streams.get(streamId);
    if (stream != null) {
      Http2Error error = Http2Error.valueOf(code);
      stream.end(
          error == null ? Http2Error.INTERNAL_ERROR : error,
          false,
          error == Http2Error.REFUSED_STREAM);
    }
  }

  @Override
  public void setting(int id, long value) {
    session.peer().set(id, value);
  }

  @Override
  public void settingsEnd() {
    control();
    session.settled();
  }

  @Override
  public void settingsAcknowledged() {
    control();
  }

  @Override
  public void ping(boolean acknowledged, long data) {
    control();
    if (acknowledged) {
      session.farewell().acknowledged(data);
    } else {
      session.writer().ping(true, data);
    }
  }

  @Override
  public void goAway(int lastStreamId, long error) {
    control();
    session.peerLeaves(lastStreamId);
  }

  @Override
  public void windowUpdate(int streamId, int increment) {
    if (streamId == 0) {
      if (increment == 0) {
        throw new Http2ConnectionException(Http2Error.PROTOCOL_ERROR, "increment of 0");
      }
      if (!session.output().open(increment)) {
        throw new Http2ConnectionException(Http2Error.FLOW_CONTROL_ERROR, "window too large");
      }
      return;
    }
    unknown(streamId);
    Http2Stream stream = streams.get(streamId);
    if (stream == null) {
      return;
    }
    session.alive(stream);
    if (increment == 0) {
      fail(stream, Http2Error.PROTOCOL_ERROR);
    } else if (!stream.output.open(increment)) {
      fail(stream, Http2Error.FLOW_CONTROL_ERROR);
    }
  }
}
