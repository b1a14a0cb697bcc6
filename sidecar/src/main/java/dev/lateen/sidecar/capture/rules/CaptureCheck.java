package dev.lateen.sidecar.capture.rules;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;

/**
 * Sees by a connection of its own whether connections of this network namespace are captured: it
 * takes the place of the sidecar, which must not run yet, and calls somebody else. It needs no
 * right, but must not be the sidecar's user.
 *
 * @param settings what is to be captured
 * @param families whose connections are looked at
 */
record CaptureCheck(CaptureSettings settings, List<Family> families) {
  private static final int PATIENCE_MILLIS = 2_000;

  /** What became of a connection. */
  enum Outcome {
    /** It came here. */
    CAPTURED,
    /** It went its way. */
    PASSED,
    /** This namespace has no way to there, so that nobody takes it. */
    NO_ROUTE,
    /** Nothing of the family is to be captured. */
    NOT_ASKED
  }

  /**
   * Looks.
   *
   * @throws CaptureFailedException when what is to be captured is not
   */
  void run() {
    try (ServerSocket sidecar = new ServerSocket(settings.outboundPort())) {
      sidecar.setSoTimeout(PATIENCE_MILLIS);
      List<Outcome> outcomes = families.stream().map(family -> outcome(family, sidecar)).toList();
      if (outcomes.contains(Outcome.PASSED)
          || outcomes.contains(Outcome.NO_ROUTE) && !outcomes.contains(Outcome.CAPTURED)) {
        throw new CaptureFailedException(
            "connections of this pod are not captured ("
                + outcomes.toString().toLowerCase(Locale.ROOT)
                + "): when it started, the CNI plug-in of Lateen was not in the chain of its node."
                + " See that lateen-cni is ready there, then delete the pod");
      }
    } catch (IOException e) {
      throw new CaptureFailedException(
          "port " + settings.outboundPort() + " cannot be listened on: " + e.getMessage());
    }
  }

  private Outcome outcome(Family family, ServerSocket sidecar) {
    return CheckedDestination.of(settings, family)
        .map(destination -> call(destination, sidecar))
        .orElse(Outcome.NOT_ASKED);
  }

  private static Outcome call(InetSocketAddress destination, ServerSocket sidecar) {
    try (Socket caller = new Socket()) {
      caller.connect(destination, PATIENCE_MILLIS);
      try (Socket accepted = sidecar.accept()) {
        return accepted.getPort() == caller.getLocalPort() ? Outcome.CAPTURED : Outcome.PASSED;
      }
    } catch (NoRouteToHostException e) {
      return Outcome.NO_ROUTE;
    } catch (IOException e) {
      return isUnreachable(e) ? Outcome.NO_ROUTE : Outcome.PASSED;
    }
  }

  /** As the C library says it of ENETUNREACH, for which Java has no exception of its own. */
  private static boolean isUnreachable(IOException failure) {
    return String.valueOf(failure.getMessage()).contains("unreachable");
  }
}
