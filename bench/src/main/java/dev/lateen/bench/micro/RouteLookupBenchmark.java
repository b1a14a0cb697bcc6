package dev.lateen.bench.micro;

import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HeaderMatch;
import dev.lateen.sidecar.model.RequestHead;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.StringMatch;
import dev.lateen.sidecar.model.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What finding the route of one request costs, by the number of services in the mesh. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class RouteLookupBenchmark {

  /** Services known to the proxy; each has a cookie rule and a default route. */
  @Param({"1", "1000"})
  private int services;

  private RouteTable table;
  private RequestHead stranger;
  private RequestHead jason;

  /** Builds the table and two callers of its last service. */
  @Setup
  public void setUp() {
    List<VirtualHost> hosts = new ArrayList<>();
    for (int service = 0; service < services; service++) {
      hosts.add(host("service-" + service + ".default.svc.cluster.local"));
    }
    table = new RouteTable("http_proxy", hosts);
    String authority = "service-" + (services - 1) + ".default.svc.cluster.local:9080";
    stranger = new Caller(authority, "");
    jason = new Caller(authority, "session=1; user=jason");
  }

  /** A caller whom no rule names: the cookie expression is not run. */
  @Benchmark
  public Optional<Route> withoutCookie() {
    return table.route(stranger);
  }

  /** A caller whom the cookie expression matches (TM-028). */
  @Benchmark
  public Optional<Route> withMatchingCookie() {
    return table.route(jason);
  }

  private static VirtualHost host(String hostname) {
    String domain = hostname + ":9080";
    HeaderMatch cookie =
        HeaderMatch.of("cookie", StringMatch.regex("^(.*?;\\s*)?(user=jason)(;.*)?$"));
    Route rule =
        Route.of(
            RouteMatch.prefix("/").withHeaders(List.of(cookie)),
            Forward.to("outbound|9080|version=v2|" + hostname));
    Route rest = Route.of(RouteMatch.ANY, Forward.to("outbound|9080||" + hostname));
    return new VirtualHost(domain, List.of(domain), List.of(rule, rest));
  }

  /**
   * A request of the benchmark.
   *
   * @param authority the host it calls
   * @param cookie its cookies, empty for none
   */
  private record Caller(String authority, String cookie) implements RequestHead {
    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String path() {
      return "/reviews/0";
    }

    @Override
    public String scheme() {
      return "http";
    }

    @Override
    public boolean hasHeader(String name) {
      return name.equals("cookie") && !cookie.isEmpty();
    }

    @Override
    public String header(String name) {
      return hasHeader(name) ? cookie : "";
    }

    @Override
    public Optional<String> parameter(String name) {
      return Optional.empty();
    }
  }
}
