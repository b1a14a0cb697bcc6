package dev.lateen.sidecar.worker;

import dev.lateen.sidecar.loop.Share;
import dev.lateen.sidecar.loop.Split;
import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Mirror;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteAction;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.model.WeightedCluster;
import java.util.List;
import java.util.Optional;

/**
 * Where the even distributions of a route stand. Shared by all loops.
 *
 * @param split among weighted clusters, when there are several
 * @param delay which requests are delayed, or connections throttled
 * @param abort which requests are aborted, or connections terminated
 * @param mirrors which requests are copied, one per mirror of the route
 */
public record RouteState(
    Optional<Split> split, Optional<Share> delay, Optional<Share> abort, List<Share> mirrors) {
  /** Of a route that distributes nothing. */
  public static final RouteState NONE =
      new RouteState(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  static RouteState of(Route route, int loops) {
    Optional<Share> delay =
        route
            .fault()
            .flatMap(FaultPolicy::delay)
            .map(d -> new Share(d.share().value(), Share.GOLDEN, loops));
    Optional<Share> abort =
        route
            .fault()
            .flatMap(FaultPolicy::abort)
            .map(a -> new Share(a.share().value(), Share.SILVER, loops));
    return route.action() instanceof Forward forward
        ? new RouteState(
            split(forward.clusters(), loops), delay, abort, mirrors(forward.mirrors(), loops))
        : new RouteState(Optional.empty(), delay, abort, List.of());
  }

  static RouteState of(TcpProxy proxy, int loops) {
    return new RouteState(
        split(proxy.clusters(), loops),
        proxy.fault().throttle().map(t -> new Share(t.share().value(), Share.GOLDEN, loops)),
        proxy.fault().terminate().map(t -> new Share(t.share().value(), Share.SILVER, loops)),
        List.of());
  }

  /** Whether a route has anything to distribute. */
  static boolean isNeeded(Route route) {
    RouteAction action = route.action();
    return route.fault().isPresent()
        || (action instanceof Forward forward
            && (forward.clusters().size() > 1 || !forward.mirrors().isEmpty()));
  }

  private static Optional<Split> split(List<WeightedCluster> clusters, int loops) {
    return clusters.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Split(clusters.stream().mapToInt(WeightedCluster::weight).toArray(), loops));
  }

  private static List<Share> mirrors(List<Mirror> mirrors, int loops) {
    return mirrors.stream()
        .map(mirror -> new Share(mirror.share().value(), Share.GOLDEN, loops))
        .toList();
  }

  /** The cluster for the next request of this loop. */
  public WeightedCluster choose(List<WeightedCluster> clusters, int loop) {
    return split.isEmpty() ? clusters.getFirst() : clusters.get(split.get().next(loop));
  }
}
