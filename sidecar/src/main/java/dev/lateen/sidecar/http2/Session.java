package dev.lateen.sidecar.http2;

import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.loop.EndOfRound;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.ReferenceCountUtil;

/** The handler of a connection: what its streams share, and what happens to all of them. */
final class Session extends ChannelInboundHandlerAdapter implements Liveness.Watched {
  /** What may wait for a peer that does not read, beyond the channel's own high-water mark. */
  private static final int MOST_UNSENT = 8 << 20;

  private final Channel channel;
  private final boolean server;
  private final Http2Limits limits;
  private final Http2ConnectionListener listener;
  private final Streams streams;
  private final FrameReader reader;
  private final FrameWriter writer;
  private final EndOfRound flushes;
  private final ConnectionInput input;
  private final ConnectionOutput output = new ConnectionOutput();
  private final PeerSettings peer;
  private final Farewell farewell;
  private final Parting parting;
  private final Liveness liveness;
  private boolean greeted;
  private boolean dead;

  Session(
      Channel channel,
      boolean server,
      boolean secure,
      Http2Limits limits,
      Deadlines deadlines,
      Http2ConnectionListener listener) {
    this.channel = channel;
    this.server = server;
    this.limits = limits;
    this.listener = listener;
    this.streams = new Streams(server);
    this.input = new ConnectionInput(limits.connectionWindow(), limits.unreadBytes());
    this.peer = new PeerSettings(!server);
    this.writer = new FrameWriter(channel, new HeadEncoder(secure));
    this.flushes = new EndOfRound(channel.eventLoop(), writer::flush);
    var floods = new Floods(limits, System::nanoTime);
    var incoming = new Incoming(this, streams, floods);
    this.reader = new FrameReader(incoming, server, 2 * limits.maxHeaderBytes());
    this.farewell = new Farewell(this, streams, deadlines);
    this.parting = new Parting(this, deadlines);
    this.liveness = new Liveness(this, limits, deadlines);
  }

  /** Says hello and joins the pipeline. */
  void start() {
    Greeting.write(writer, limits, server);
    liveness.start();
    channel.pipeline().addLast(this);
    flush();
  }

  /** Makes a stream. */
  Http2Stream open(Http2StreamListener to) {
    Http2Stream stream = new Http2Stream(this, streams.takeNumber());
    stream.listen(to);
    add(stream);
    return stream;
  }

  /** How many more streams can be made now, as a client. */
  int capacity() {
    boolean closed = dead || !greeted || farewell.isBegun() || !channel.isActive();
    return closed || !streams.hasNumbers()
        ? 0
        : Math.max(
            0,
            Math.min(peer.maxConcurrentStreams(), limits.maxConcurrentStreams()) - streams.size());
  }

  /** Ends when the streams under way are over. */
  void drain() {
    farewell.begin();
  }

  /** Ends now. */
  void close() {
    channel.close();
  }

  Channel channel() {
    return channel;
  }

  boolean isServer() {
    return server;
  }

  Http2Limits limits() {
    return limits;
  }

  FrameWriter writer() {
    return writer;
  }

  ConnectionInput input() {
    return input;
  }

  ConnectionOutput output() {
    return output;
  }

  PeerSettings peer() {
    return peer;
  }

  Farewell farewell() {
    return farewell;
  }

  Http2Stream accept(int streamId) {
    Http2Stream stream = new Http2Stream(this, streamId);
    add(stream);
    stream.listen(listener.accept(stream));
    return stream;
  }

  private void add(Http2Stream stream) {
    streams.add(stream);
    alive(stream);
  }

  void alive(Http2Stream stream) {
    stream.activeIn(liveness.round());
  }

  void touch(Http2Stream stream) {
    alive(stream);
    streams.touch(stream);
  }

  void closed(Http2Stream stream, boolean resetByUs) {
    streams.remove(stream, resetByUs);
    if (!dead) {
      listener.capacityChanged();
      farewell.check();
    }
  }

  /** The client's settings and its first request, as HTTP/1 brought them. */
  void upgraded(byte[] settings, HttpRequest request) {
    try {
      peer.setAll(Unpooled.wrappedBuffer(settings));
      obeyPeer();
    } catch (Http2ConnectionException e) {
      broken(e.error());
      return;
    }
    Http2Stream first = accept(1);
    touch(first);
    first.input.head(request, 0, true);
  }

  void settled() {
    obeyPeer();
    writer.acknowledgeSettings();
    listener.capacityChanged();
  }

  private void obeyPeer() {
    greeted = true;
    int opened = peer.initialWindow() - output.initialWindow();
    output.initialWindow(peer.initialWindow());
    writer.limitFrames(peer.maxFrame());
    writer.limitTable(peer.tableSize());
    if (opened != 0) {
      streams.openWindows(opened);
    }
  }

  void peerLeaves(int lastStreamId) {
    listener.goingAway();
    farewell.peerLeaves(lastStreamId);
  }

  /** Flushes at the end of the loop's round. */
  void flush() {
    flushes.request();
  }

  void closeAfterFlush() {
    if (!dead) {
      dead = true;
      parting.begin();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (dead || !(message instanceof ByteBuf bytes)) {
      ReferenceCountUtil.release(message);
      return;
    }
    try {
      reader.read(bytes, context.alloc());
    } catch (Http2ConnectionException e) {
      broken(e.error());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    streams.readComplete();
    int increment = input.increment();
    if (increment > 0 && !dead) {
      writer.windowUpdate(0, increment);
    }
    if (channel.bytesBeforeWritable() > MOST_UNSENT) {
      close();
    }
    flush();
  }

  private void broken(Http2Error error) {
    if (!dead) {
      writer.goAway(streams.lastOfPeer(), error);
      closeAfterFlush();
      endAll(error);
    }
  }

  private void endAll(Http2Error error) {
    for (Http2Stream stream : streams.snapshot()) {
      stream.end(error, false, false);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable()) {
      for (Http2Stream stream : streams.snapshot()) {
        stream.listener().writable();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    dead = true;
    liveness.disarm();
    farewell.disarm();
    parting.disarm();
    endAll(Http2Error.CONNECT_ERROR);
    reader.release();
    writer.release();
    listener.closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close();
  }

  @Override
  public boolean isInBlock() {
    return reader.isInBlock();
  }

  @Override
  public boolean isBusy() {
    return streams.size() > 0;
  }

  @Override
  public void blockLate() {
    broken(Http2Error.ENHANCE_YOUR_CALM);
  }

  @Override
  public void idle() {
    drain();
  }

  @Override
  public void endInactive(int round) {
    for (Http2Stream stream : streams.snapshot()) {
      if (stream.activeRound() < round) {
        stream.fail(Http2Error.CANCEL);
      }
    }
    flush();
  }
}
