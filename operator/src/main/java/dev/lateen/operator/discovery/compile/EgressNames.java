package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.discovery.compile.Destination.Location;
import java.util.Locale;

/**
 * The names that sidecars ask the egress gateway for inside the TLS of the mesh, one for each way
 * out: {@code egress.<port>.<host>} as the rule of the host says, {@code wildcard.<port>.x<rest>}
 * with the star of a wildcard written as x, {@code unopened.<port>.<host>} past the TLS that the
 * gateway would speak. They are names that any client of TLS may ask for.
 */
final class EgressNames {
  private EgressNames() {}

  /** As the rule says. */
  static String of(Destination destination) {
    return switch (destination.exit()) {
      case Location.Outside outside -> name("egress", destination, outside.address());
      case Location.Mesh _, Location.Member _, Location.Anywhere _, Location.ByGateway _ ->
          name("wildcard", destination, "x" + destination.hostname().substring(1));
    };
  }

  /** For connections of applications that speak TLS themselves. */
  static String unopened(Destination destination, Location.Outside outside) {
    return name("unopened", destination, outside.address());
  }

  private static String name(String kind, Destination destination, String host) {
    return "%s.%d.%s".formatted(kind, destination.port(), host).toLowerCase(Locale.ROOT);
  }
}
