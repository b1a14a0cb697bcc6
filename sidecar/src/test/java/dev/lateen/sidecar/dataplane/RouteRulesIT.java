package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.CorsPolicy;
import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.ForwardBuilder;
import dev.lateen.sidecar.model.Fraction;
import dev.lateen.sidecar.model.HeaderMatch;
import dev.lateen.sidecar.model.HeaderMutations;
import dev.lateen.sidecar.model.HeaderMutations.Action;
import dev.lateen.sidecar.model.HeaderMutations.Put;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Mirror;
import dev.lateen.sidecar.model.PathMatch;
import dev.lateen.sidecar.model.PathRewrite;
import dev.lateen.sidecar.model.ProxyHeaders;
import dev.lateen.sidecar.model.QueryMatch;
import dev.lateen.sidecar.model.Redirect;
import dev.lateen.sidecar.model.Regex;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.StringMatch;
import dev.lateen.sidecar.model.VirtualHost;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What rules say of requests, carried out between real sockets. */
class RouteRulesIT {
  private static Route any(Forward forward) {
    return Route.of(RouteMatch.ANY, forward);
  }

  private static Route faulty(FaultPolicy.Answer answer) {
    var abort = new FaultPolicy.Abort(answer, Fraction.ALL, Optional.of("x-fail"));
    return any(Forward.to("a")).withFault(new FaultPolicy(Optional.empty(), Optional.of(abort)));
  }

  @Test
  @DisplayName("TS-01 headers, missing headers, parameters and paths without case choose the route")
  void everyKindOfConditionChoosesTheRoute() throws Exception {
    // Given
    var match =
        new RouteMatch(
            new PathMatch.Prefix("/Shop", true),
            List.of(
                HeaderMatch.of("x-debug", new StringMatch.Present()),
                new HeaderMatch("x-bot", new StringMatch.Present(), true),
                new HeaderMatch("user-agent", StringMatch.regex(".*spider.*"), true, true)),
            List.of(
                new QueryMatch("page", StringMatch.regex("[0-9]+")),
                new QueryMatch("preview", new StringMatch.Present())));
    var routes = List.of(Route.of(match, new DirectResponse(200, "yes")), any(Forward.to("a")));
    try (Backend backend = Backend.saying("no");
        Proxy proxy = Proxy.http(routes, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When // Then
      assertThat(client.get("/shop?page=7&preview", "X-Debug: 1").body()).isEqualTo("yes");
      assertThat(client.get("/SHOP?preview=&page=7", "X-Debug: ").body()).isEqualTo("yes");
      assertThat(client.get("/shop?page=7&preview").body()).isEqualTo("no");
      assertThat(client.get("/shop?page=x&preview", "X-Debug: 1").body()).isEqualTo("no");
      assertThat(client.get("/shop?page=7&previews=1", "X-Debug: 1").body()).isEqualTo("no");
      assertThat(client.get("/shop?page=7&preview", "X-Debug: 1", "X-Bot: 1").body())
          .isEqualTo("no");
      assertThat(client.get("/shop?page=7&preview", "X-Debug: 1", "User-Agent: a spider").body())
          .isEqualTo("no");
    }
  }

  @Test
  @DisplayName(
      "TM-073 an abort by gRPC status is trailers only for gRPC, the HTTP status for others")
  void abortsByGrpcStatus() throws Exception {
    try (Backend backend = Backend.saying("x");
        Proxy proxy =
            Proxy.http(
                List.of(faulty(new FaultPolicy.GrpcStatus(14))), Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      var call = client.get("/", "Content-Type: application/grpc+proto");
      var plain = client.get("/", "Content-Type: application/grpcx");

      // Then
      assertThat(call.status()).isEqualTo(200);
      assertThat(call.header("grpc-status")).isEqualTo("14");
      assertThat(call.header("content-type")).isEqualTo("application/grpc");
      assertThat(plain.status()).isEqualTo(503);
      assertThat(plain.header("grpc-status")).isEmpty();
      assertThat(backend.requests).isEmpty();
    }
  }

  @Test
  @DisplayName("TM-073 TM-079 an abort by HTTP/2 error ends the connection of an HTTP/1 caller")
  void abortsByReset() throws Exception {
    try (Backend backend = Backend.saying("x");
        Proxy proxy =
            Proxy.http(List.of(faulty(new FaultPolicy.Reset(7))), Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").atEnd()).isTrue();
    }
  }

  @Test
  @DisplayName(
      "TM-066 a header of the rule's choice overrides the status of an abort and the delay")
  void headersOverrideFaults() throws Exception {
    // Given
    var delay =
        new FaultPolicy.Delay(Duration.ofMinutes(5), Fraction.ALL, false, Optional.of("x-wait"));
    var abort =
        new FaultPolicy.Abort(new FaultPolicy.Status(503), Fraction.ALL, Optional.of("x-fail"));
    var route =
        any(Forward.to("a")).withFault(new FaultPolicy(Optional.of(delay), Optional.of(abort)));
    try (Backend backend = Backend.saying("x");
        Proxy proxy = Proxy.http(List.of(route), Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When // Then
      assertThat(client.get("/", "X-Wait: 1", "X-Fail: 418").status()).isEqualTo(418);
      assertThat(client.get("/", "X-Wait: 1", "X-Fail: 99").status()).isEqualTo(503);
    }
  }

  @Test
  @DisplayName("TM-071 exponential delays differ from request to request and average their mean")
  void delaysAreExponential() throws Exception {
    // Given
    var delay = new FaultPolicy.Delay(Duration.ofMillis(20), Fraction.ALL, true, Optional.empty());
    var route =
        any(Forward.to("a")).withFault(new FaultPolicy(Optional.of(delay), Optional.empty()));
    try (Backend backend = Backend.saying("x");
        Proxy proxy = Proxy.http(List.of(route), Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      long shortest = Long.MAX_VALUE;
      long total = 0;
      for (int i = 0; i < 60; i++) {
        long start = System.nanoTime();
        assertThat(client.get("/").body()).isEqualTo("x");
        long took = System.nanoTime() - start;
        shortest = Math.min(shortest, took);
        total += took;
      }

      // Then: the shortest of 60 is far below the mean, all of them together are near 60 means
      assertThat(Duration.ofNanos(shortest)).isLessThan(Duration.ofMillis(15));
      assertThat(Duration.ofNanos(total)).isGreaterThan(Duration.ofMillis(500));
    }
  }

  @Test
  @DisplayName("UA-23 TM-012 each mirror gets its share, its host and its headers")
  void mirrorsAreChangedOneByOne() throws Exception {
    // Given
    var changed =
        new Mirror(
            "c",
            Fraction.ALL,
            Optional.of("shadow.example.com"),
            new HeaderMutations(
                List.of("authorization"), List.of(new Put("x-shadow", "1", Action.OVERWRITE))));
    var mirrored =
        ForwardBuilder.to("a")
            .withMirrors(List.of(new Mirror("b", Fraction.percent(50)), changed))
            .build();
    try (Backend live = Backend.saying("live");
        Backend half = Backend.saying("b");
        Backend all = Backend.saying("c");
        Proxy proxy =
            Proxy.http(
                List.of(any(mirrored)),
                Proxy.cluster("a", live),
                Proxy.cluster("b", half),
                Proxy.cluster("c", all));
        Client client = proxy.client()) {
      // When
      for (int i = 0; i < 20; i++) {
        assertThat(client.get("/", "Authorization: secret").body()).isEqualTo("live");
      }

      // Then
      Awaitility.await().until(() -> all.requests.size() == 20 && half.requests.size() >= 9);
      assertThat(half.requests).hasSizeBetween(9, 11);
      assertThat(half.requests.getFirst().header("host")).isEqualTo("reviews-shadow");
      assertThat(half.requests.getFirst().header("authorization")).isEqualTo("secret");
      assertThat(all.requests.getFirst().header("host")).isEqualTo("shadow.example.com");
      assertThat(all.requests.getFirst().header("x-shadow")).isEqualTo("1");
      assertThat(all.requests.getFirst().header("authorization")).isEmpty();
      assertThat(live.requests.getFirst().header("x-shadow")).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "TM-100 a preflight from another origin is forwarded, or answered without permission")
  void preflightsOfOtherOriginsFollowThePolicy() throws Exception {
    // Given
    var ignoring = Route.of(RouteMatch.prefix("/ignore"), Forward.to("a")).withCors(cors(false));
    var forwarding = any(Forward.to("a")).withCors(cors(true));
    try (Backend backend = Backend.saying("mine");
        Proxy proxy = Proxy.http(List.of(ignoring, forwarding), Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When // Then
      assertThat(preflight(client, "/", "http://evil").body()).isEqualTo("mine");
      var ignored = preflight(client, "/ignore", "http://evil");
      assertThat(ignored.status()).isEqualTo(200);
      assertThat(ignored.header("access-control-allow-origin")).isEmpty();
      assertThat(preflight(client, "/ignore", "http://shop").header("access-control-allow-origin"))
          .isEqualTo("http://shop");
      assertThat(backend.requests).hasSize(1);
    }
  }

  private static CorsPolicy cors(boolean forwardsUnmatched) {
    return new CorsPolicy(
        List.of(StringMatch.exact("http://shop")),
        Optional.of("GET"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        forwardsUnmatched);
  }

  private static Wire.Message preflight(Client client, String path, String origin)
      throws Exception {
    return client
        .send(
            "OPTIONS "
                + path
                + " HTTP/1.1\r\nHost: a\r\nOrigin: "
                + origin
                + "\r\nAccess-Control-Request-Method: GET\r\n\r\n")
        .read();
  }

  @Test
  @DisplayName(
      "TM-040 TS-01 redirects change scheme, port, prefix and host, with the chosen status")
  void redirectsChangeParts() throws Exception {
    // Given
    var https =
        new Redirect(
            Optional.of("https"),
            Optional.empty(),
            OptionalInt.empty(),
            new PathRewrite.Matched("/new"),
            308,
            false);
    var port =
        new Redirect(
            Optional.empty(),
            Optional.of("other"),
            OptionalInt.of(8080),
            PathRewrite.NONE,
            307,
            true);
    var routes =
        List.of(
            Route.of(RouteMatch.prefix("/old"), https), Route.of(RouteMatch.prefix("/port"), port));
    try (Proxy proxy = Proxy.http(routes);
        Client client = proxy.client()) {
      // When // Then
      client.send("GET /old/x?a=b HTTP/1.1\r\nHost: shop:80\r\n\r\n");
      var moved = client.read();
      assertThat(moved.status()).isEqualTo(308);
      assertThat(moved.header("location")).isEqualTo("https://shop/new/x?a=b");
      var there = client.get("/port/x?a=b");
      assertThat(there.status()).isEqualTo(307);
      assertThat(there.header("location")).isEqualTo("http://other:8080/port/x");
    }
  }

  @Test
  @DisplayName("TM-041 TS-01 an expression rewrites the path with its groups, the query stays")
  void expressionsRewritePaths() throws Exception {
    var rewritten =
        ForwardBuilder.to("a")
            .withRewrite(
                new PathRewrite.Matches(Regex.of("^/service/([^/]+)(/.*)$"), "$2/instance/$1"),
                Optional.empty())
            .build();
    try (Backend backend = Backend.saying("x");
        Proxy proxy = Proxy.http(List.of(any(rewritten)), Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      client.get("/service/foo/v1/api?q=/service/a/b");
      assertThat(backend.requests.getFirst().start())
          .isEqualTo("GET /v1/api/instance/foo?q=/service/a/b HTTP/1.1");
    }
  }

  @Test
  @DisplayName("TM-028 no expression and no text holds an event loop up")
  void expressionsTakeBoundedTime() throws Exception {
    // Given: both take longer than the age of the universe where alternatives are tried again
    var match =
        RouteMatch.ANY.withHeaders(
            List.of(
                new HeaderMatch("x-a", StringMatch.regex("(a+)+b"), true),
                new HeaderMatch("x-b", StringMatch.regex("(.*)*(.*)*(.*)*(.*)*x"), true)));
    try (Proxy proxy = Proxy.http(List.of(Route.of(match, new DirectResponse(200, "done"))));
        Client client = proxy.client()) {
      // When // Then
      assertThat(client.get("/", "X-A: " + "a".repeat(5000), "X-B: " + "y".repeat(5000)).body())
          .isEqualTo("done");
    }
  }

  @Test
  @DisplayName(
      "TM-069 TM-061 before strangers the caller's address is appended and its claims dropped")
  void strangersAreNotBelieved() throws Exception {
    // Given
    var table = new RouteTable("http", List.of(host(any(Forward.to("a")))));
    var edge = HttpConnectionManager.of("http", table).withHeaders(ProxyHeaders.DEFAULT.atEdge());
    try (Backend backend = Backend.saying("x");
        Proxy proxy = new Proxy()) {
      proxy.apply(Proxy.model("1", edge, Proxy.cluster("a", backend)));
      try (Client client = proxy.client()) {
        // When
        client.get(
            "/",
            "X-Forwarded-For: 10.1.1.1",
            "X-Forwarded-Proto: https",
            "X-Request-Id: mine",
            "X-Envoy-Upstream-Rq-Timeout-Ms: 1",
            "X-Envoy-Internal: true");

        // Then
        var seen = backend.requests.getFirst();
        assertThat(seen.header("x-forwarded-for")).isEqualTo("10.1.1.1,127.0.0.1");
        assertThat(seen.header("x-forwarded-proto")).isEqualTo("http");
        assertThat(seen.header("x-request-id")).isNotEqualTo("mine").hasSize(36);
        assertThat(seen.header("x-envoy-internal")).isEmpty();
        assertThat(seen.header("x-envoy-expected-rq-timeout-ms")).isEqualTo("15000");
      }
    }
  }

  @Test
  @DisplayName("TM-069 between sidecars ids and addresses pass, and the proxy says its name")
  void neighboursAreBelieved() throws Exception {
    try (Backend backend =
            Backend.answering(
                request -> "HTTP/1.1 200 OK\r\nServer: app/1\r\nContent-Length: 0\r\n\r\n");
        Proxy proxy = Proxy.http(List.of(any(Forward.to("a"))), Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      // When
      var answer = client.get("/", "X-Forwarded-For: 10.1.1.1", "X-Request-Id: mine");

      // Then
      assertThat(answer.header("server")).isEqualTo("lateen");
      assertThat(answer.header("x-envoy-upstream-service-time")).matches("[0-9]+");
      var seen = backend.requests.getFirst();
      assertThat(seen.header("x-forwarded-for")).isEqualTo("10.1.1.1");
      assertThat(seen.header("x-forwarded-proto")).isEqualTo("http");
      assertThat(seen.header("x-request-id")).isEqualTo("mine");
    }
  }

  private static VirtualHost host(Route route) {
    return new VirtualHost("all", List.of("*"), List.of(route));
  }
}
