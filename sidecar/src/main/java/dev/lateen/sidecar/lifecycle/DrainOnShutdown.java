package dev.lateen.sidecar.lifecycle;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Holds Quarkus from closing the event loops while requests are under way. */
@Singleton
final class DrainOnShutdown {
  void drain(@Observes ShutdownEvent event, Sidecar sidecar) {
    sidecar.drain().toCompletableFuture().join();
  }
}
