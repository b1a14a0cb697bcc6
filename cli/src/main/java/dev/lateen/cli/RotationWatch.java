package dev.lateen.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.target.TargetException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells of each step of a change of the root until it is over. */
final class RotationWatch {
  private final Session session;
  private final Supplier<ObjectNode> mesh;
  private final Duration timeout;
  private String said = "";

  /**
   * Begins with {@link #until}.
   *
   * @param session where it tells
   * @param mesh reads the ServiceMesh with its status
   * @param timeout how long to wait for the end
   */
  RotationWatch(Session session, Supplier<ObjectNode> mesh, Duration timeout) {
    this.session = session;
    this.mesh = mesh;
    this.timeout = timeout;
  }

  /**
   * Waits until a root issues alone.
   *
   * @throws TargetException when it does not in time
   */
  void until(int root) {
    new Deadline(session.clock(), timeout)
        .await(
            () -> isOver(root),
            () ->
                "root %d does not issue alone after %d s; it goes on without this command: run it again to watch"
                    .formatted(root, timeout.toSeconds()));
  }

  private boolean isOver(int root) {
    ObjectNode now = mesh.get();
    Optional<AuthorityStatus> status = AuthorityStatus.of(now);
    tell(step(now, status, root));
    return status.filter(authority -> authority.isAlone(root)).isPresent();
  }

  private void tell(String step) {
    if (!step.equals(said)) {
      session.print(step);
      said = step;
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
}
