package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.worker.ActiveModel;
import dev.lateen.sidecar.worker.Worker;
import java.util.Optional;

/**
 * By which listener and connection manager a connection is served: looked up again when the model
 * changed.
 */
final class Served {
  private final Worker worker;
  private final ConnectionInfo info;
  private Listener listener;
  private HttpConnectionManager manager;

  /** Unknown at first: the model may have changed since the connection was accepted. */
  private ActiveModel seen;

  Served(Worker worker, ConnectionInfo info, Listener listener, HttpConnectionManager manager) {
    this.worker = worker;
    this.info = info;
    this.listener = listener;
    this.manager = manager;
  }

  /**
   * Looks at the model in force; of a listener that is gone, or is no HTTP any more, the last known
   * serves.
   */
  void follow() {
    if (seen == worker.active()) {
      return;
    }
    seen = worker.active();
    Optional<ActiveModel.Target> next = seen.target(info.acceptedBy(), info.facts());
    if (next.isPresent() && next.get().chain().filter() instanceof HttpConnectionManager http) {
      listener = next.get().listener();
      manager = http;
    }
  }

  /** Whether the listener that accepted the connection is still there, and stays. */
  boolean mayPersist() {
    return !worker.isDraining() && worker.active().bound(info.acceptedBy()).isPresent();
  }

  Listener listener() {
    return listener;
  }

  HttpConnectionManager manager() {
    return manager;
  }
}
