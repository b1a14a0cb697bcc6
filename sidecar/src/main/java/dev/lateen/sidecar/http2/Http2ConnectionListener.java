package dev.lateen.sidecar.http2;

/** Hears what becomes of a connection. Called on the event loop. */
public interface Http2ConnectionListener {
  /** The peer made a stream; who listens to it. Only where the peer is a client. */
  Http2StreamListener accept(Http2Stream stream);

  /** A stream is over, or the peer allows more or fewer of them. */
  void capacityChanged();

  /** No stream can be made any more; those there are go on. */
  void goingAway();

  /** The connection is gone, after the last stream was told. */
  void closed();
}
