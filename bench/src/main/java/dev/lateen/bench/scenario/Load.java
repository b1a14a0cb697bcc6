package dev.lateen.bench.scenario;

/** How requests arrive. */
public sealed interface Load {
  /** Connections that are open all the time. */
  int connections();

  /** Requests each connection has under way at most. */
  int streams();

  /** How many plain requests one of these is worth, by which their number is divided. */
  default int weight() {
    return 1;
  }

  /**
   * Every connection sends its next request as soon as it may: what a request costs.
   *
   * @param connections 1 or more
   * @param streams requests of one connection under way together; 1 with HTTP/1
   */
  record Closed(int connections, int streams) implements Load {}

  /**
   * A fixed number of requests a second, spread over the connections: what a request waits.
   *
   * @param connections a divisor of the rate
   * @param perSecond of all connections together
   */
  record Paced(int connections, int perSecond) implements Load {
    @Override
    public int streams() {
      return 1;
    }
  }

  /**
   * Each request comes over a connection of its own with mutual TLS, and the load stands in for the
   * caller's proxy: what a handshake costs.
   *
   * @param connections opened at the same time
   * @param resumed whether the session before is resumed
   */
  record Handshakes(int connections, boolean resumed) implements Load {
    private static final int WEIGHT = 100;

    @Override
    public int streams() {
      return 1;
    }

    @Override
    public int weight() {
      return WEIGHT;
    }
  }
}
