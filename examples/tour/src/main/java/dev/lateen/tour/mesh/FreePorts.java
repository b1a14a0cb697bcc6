package dev.lateen.tour.mesh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Hands out ports of the loopback address that nobody listens on, below the range from which
 * systems take the ports of outgoing connections: a port stays free while its program restarts. Not
 * safe for use by several threads.
 */
public final class FreePorts {
  private static final int FIRST = 18_000;
  private static final int LAST = 32_000;

  private final Set<Integer> given = new HashSet<>();
  private int next;

  /**
   * Starts somewhere in the range.
   *
   * @param random decides where, so that two meshes of one machine seldom meet
   */
  public FreePorts(RandomGenerator random) {
    next = random.nextInt(FIRST, LAST);
  }

  /**
   * A port that was free a moment ago and was not handed out before.
   *
   * @throws IllegalStateException if there is none
   */
  public int next() {
    for (int tried = FIRST; tried < LAST; tried++) {
      next = next + 1 < LAST ? next + 1 : FIRST;
      if (isFree(next) && given.add(next)) {
        return next;
      }
    }
    throw new IllegalStateException("no port from " + FIRST + " to " + LAST + " is free");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
