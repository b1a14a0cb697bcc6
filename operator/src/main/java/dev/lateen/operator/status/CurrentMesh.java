package dev.lateen.operator.status;

import dev.lateen.operator.gateway.bind.Binding;
import dev.lateen.operator.gateway.bind.IngressBinding;
import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.rules.Decision;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The state the control plane works with at this moment. Thread-safe. */
@Singleton
public class CurrentMesh {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Optional<View> view = Optional.empty();

  /**
   * One consistent state.
   *
   * @param resources what the platform says
   * @param decision what is in force of it
   * @param gateways what became of the Gateway API
   * @param ingresses what became of the certificates of Ingresses
   */
  public record View(
      MeshResources resources, Decision decision, Binding gateways, IngressBinding ingresses) {
    /** Where nobody uses the Gateway API or certificates. */
    public View(MeshResources resources, Decision decision) {
      this(resources, decision, Binding.NONE, IngressBinding.NONE);
    }
  }

  /** The state; empty until the platform is known. */
  public Optional<View> view() {
    return view;
  }

  /** Takes a new state and tells the listeners. */
  public void set(View next) {
    view = Optional.of(next);
    listeners.forEach(Runnable::run);
  }

  /**
   * Asks to be told of each new state.
   *
   * @param listener called by the thread that reads the platform; must not block
   */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
