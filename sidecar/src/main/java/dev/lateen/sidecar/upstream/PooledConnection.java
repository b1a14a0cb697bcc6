package dev.lateen.sidecar.upstream;

import java.time.Duration;

/** A connection to an endpoint as its pool sees it. Used on its event loop only. */
interface PooledConnection {
  /** Starts a request; to be asked while there is room. */
  void begin(StreamListener listener);

  /** Requests started on this connection. */
  int requests();

  /** Whether it takes one more request now. */
  boolean hasRoom();

  /** Nothing is under way: waits for a request, for at most that long; zero for ever. */
  void rest(Duration atMost);

  /** Whether it has lived as long as it may. */
  boolean isOld();

  /** Closes when what is under way is done; it takes no more requests. */
  void close();
}
