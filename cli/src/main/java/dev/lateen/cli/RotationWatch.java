package dev.lateen.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.target.TargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Tells of each step of a change of the root until it is over.
 *
 * @param session where it tells
 * @param mesh reads the ServiceMesh with its status
 * @param timeout how long to wait for the end
 */
record RotationWatch(Session session, Supplier<ObjectNode> mesh, Duration timeout) {
  private static final Duration INTERVAL = Duration.ofMillis(200);

  /**
   * Waits until a root issues alone.
   *
   * @throws TargetException when it does not in time
   */
  void until(int root) {
    Instant start = session.clock().instant();
    String said = "";
    for (boolean over = false; !over; ) {
      ObjectNode now = mesh.get();
      Optional<AuthorityStatus> status = AuthorityStatus.of(now);
      String step = step(now, status, root);
      if (!step.equals(said)) {
        session.print(step);
        said = step;
      }
      over = status.filter(authority -> authority.isAlone(root)).isPresent();
      if (!over) {
        pause(start, root);
      }
    }
  }

  private static String step(ObjectNode mesh, Optional<AuthorityStatus> status, int root) {
    return AuthorityStatus.trouble(mesh)
        .map(message -> "the authority is in trouble: " + message)
        .or(
            () ->
                status
                    .filter(now -> now.isAlone(0) && !now.isAlone(root))
                    .map(_ -> "waiting for the operator to begin"))
        .or(() -> status.map(AuthorityStatus::step))
        .orElse("the operator has not said anything of an authority yet");
  }

  private void pause(Instant start, int root) {
    if (Duration.between(start, session.clock().instant()).compareTo(timeout) > 0) {
      throw new TargetException(
          "root %d does not issue alone after %d s; it goes on without this command: run it again to watch"
              .formatted(root, timeout.toSeconds()));
    }
    LockSupport.parkNanos(INTERVAL.toNanos());
  }
}
