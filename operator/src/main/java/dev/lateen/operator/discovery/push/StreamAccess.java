package dev.lateen.operator.discovery.push;

import dev.lateen.operator.platform.model.InstanceKey;
import io.grpc.Context;
import java.util.Optional;

/**
 * What the client of a stream may be told, by who it proved to be. A server that asks for proof
 * puts one into the context of each call; without one a client is taken for who it says it is.
 */
@FunctionalInterface
public interface StreamAccess {
  /** Where a call has it. */
  Context.Key<StreamAccess> KEY = Context.keyWithDefault("stream-access", _ -> Optional.empty());

  /**
   * Why the client may not ask as the proxy of an instance; empty where it may. Asked with every
   * request, on the push loop: must not block.
   */
  Optional<String> refusal(InstanceKey instance);
}
