package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.ServiceRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The gateway by which calls leave the mesh (TM-131, TM-136): instances with the label {@code
 * lateen.dev/gateway: egress} and an identity, in the namespace of the mesh, where not everybody
 * may make any. They listen on their port named {@code egress}, and a Service leads there.
 */
final class EgressGateway {
  /** The name of the port where calls come that leave the mesh. */
  static final String PORT = "egress";

  private EgressGateway() {}

  /** Where an instance of it listens. */
  static Optional<Integer> port(Instance instance) {
    return Optional.ofNullable(instance.applicationPorts().get(PORT));
  }

  /** Where the mesh has it, ready or not, each once; nowhere where the mesh asks for none. */
  static List<Endpoint> endpoints(ServiceRegistry registry) {
    if (!registry.settings().egressGateway()) {
      return List.of();
    }
    Map<InstanceKey, Instance> gateways =
        registry.instances().stream()
            .filter(one -> Instance.EGRESS.equals(one.labels().get(Instance.GATEWAY_LABEL)))
            .filter(one -> one.key().namespace().equals(registry.settings().namespace()))
            .filter(Instance::identity)
            .collect(Collectors.toMap(Instance::key, Function.identity()));
    return registry.endpoints().stream()
        .filter(endpoint -> isListener(gateways.get(endpoint.instance()), endpoint))
        .collect(Collectors.toMap(Endpoint::instance, Function.identity(), (first, _) -> first))
        .values()
        .stream()
        .sorted(Comparator.comparing(endpoint -> endpoint.instance().toString()))
        .toList();
  }

  private static boolean isListener(Instance gateway, Endpoint endpoint) {
    return gateway != null
        && port(gateway).filter(port -> port == endpoint.applicationPort()).isPresent();
  }
}
