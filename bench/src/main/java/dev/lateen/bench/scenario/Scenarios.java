package dev.lateen.bench.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** The fixed set. */
public final class Scenarios {
  private static final Load TWO_HOPS = new Load.Closed(32, 1);
  private static final int CALLERS = 8;
  private static final Scenario ONE_HOP = Scenario.http1("h1-one-hop");

  /** In the order of the table. */
  public static final List<Scenario> ALL =
      List.of(
          ONE_HOP,
          Scenario.http1("h1-two-hop").twoHops().under(TWO_HOPS),
          Scenario.http1("h1-two-hop-mtls").twoHops().withMutualTls().under(TWO_HOPS),
          Scenario.http1("h2-two-hop")
              .speaking(Protocol.HTTP2)
              .twoHops()
              .under(new Load.Closed(4, 8)),
          Scenario.http1("h1-64k").withBodies(64 * 1024),
          Scenario.http1("routes-1000").withServices(1000).comparedWith(ONE_HOP),
          Scenario.http1("tcp").speaking(Protocol.TCP),
          Scenario.http1("h1-one-hop-access-log").withAccessLog().comparedWith(ONE_HOP),
          Scenario.http1("h1-one-hop-paced").under(new Load.Paced(20, 1000)),
          Scenario.http1("handshakes-full")
              .withMutualTls()
              .under(new Load.Handshakes(CALLERS, false)),
          Scenario.http1("handshakes-resumed")
              .withMutualTls()
              .under(new Load.Handshakes(CALLERS, true)));

  private Scenarios() {}

  /**
   * A scenario by its name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Scenario named(String name) {
    return ALL.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no scenario \""
                        + name
                        + "\"; there are "
                        + ALL.stream().map(Scenario::name).collect(Collectors.joining(", "))));
  }
}
