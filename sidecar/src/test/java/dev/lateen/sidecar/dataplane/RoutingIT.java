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
import dev.lateen.sidecar.model.Mirror;
import dev.lateen.sidecar.model.PathRewrite;
import dev.lateen.sidecar.model.Redirect;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.StringMatch;
import dev.lateen.sidecar.model.WeightedCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoutingIT {
  private static Route forward(Forward forward) {
    return Route.of(RouteMatch.ANY, forward);
  }

  @Test
  @DisplayName("TM-028 the cookie of jason chooses the version")
  void routesByCookieAndAnswersNotFoundWithoutRoute() throws Exception {
    List<Route> routes =
        List.of(
            Route.of(
                RouteMatch.prefix("/reviews")
                    .withHeaders(
                        List.of(
                            HeaderMatch.of(
                                "cookie", StringMatch.regex("^(.*?;)?(user=jason)(;.*)?$")))),
                Forward.to("v2")),
            Route.of(RouteMatch.prefix("/reviews"), Forward.to("v1")));
    try (Backend v1 = Backend.saying("v1");
        Backend v2 = Backend.saying("v2");
        Proxy proxy = Proxy.http(routes, Proxy.cluster("v1", v1), Proxy.cluster("v2", v2));
        Client client = proxy.client()) {
      assertThat(client.get("/reviews/1").body()).isEqualTo("v1");
      assertThat(client.get("/reviews/1", "Cookie: a=b;user=jason").body()).isEqualTo("v2");
      Wire.Message unrouted = client.get("/other");
      assertThat(unrouted.status()).isEqualTo(404);
      assertThat(unrouted.header("server")).isEqualTo("lateen");
    }
  }

  @Test
  @DisplayName("TM-034 AT-05 a split of 75 to 25 holds over many connections")
  void splitsWithinFiveOfHundredAlsoOverManyConnections() throws Exception {
    Forward split = Forward.to(List.of(WeightedCluster.of("v1", 75), WeightedCluster.of("v2", 25)));
    try (Backend v1 = Backend.saying("v1");
        Backend v2 = Backend.saying("v2");
        Proxy proxy =
            Proxy.http(List.of(forward(split)), Proxy.cluster("v1", v1), Proxy.cluster("v2", v2))) {
      Map<String, Integer> seen = new HashMap<>();
      for (int connection = 0; connection < 10; connection++) {
        try (Client client = proxy.client()) {
          for (int i = 0; i < 10; i++) {
            seen.merge(client.get("/").body(), 1, Integer::sum);
          }
        }
      }
      assertThat(seen.get("v1")).isBetween(70, 80);
      assertThat(seen.get("v2")).isBetween(20, 30);
    }
  }

  @Test
  @DisplayName(
      "TM-060 TM-061 a call that takes too long is answered with 504, by the caller's own limit too")
  void answersGatewayTimeoutWhenTheTimeIsUp() throws Exception {
    try (Backend silent =
            Backend.scripted(
                (self, in, out) -> in.transferTo(java.io.OutputStream.nullOutputStream()));
        Proxy proxy =
            Proxy.http(
                List.of(
                    forward(ForwardBuilder.to("a").withTimeout(Duration.ofMillis(200)).build())),
                Proxy.cluster("a", silent));
        Client client = proxy.client()) {
      Wire.Message response = client.get("/");
      assertThat(response.status()).isEqualTo(504);
      assertThat(response.body()).isEqualTo("upstream request timeout");
      assertThat(client.get("/", "x-envoy-upstream-rq-timeout-ms: 30").status()).isEqualTo(504);
      assertThat(proxy.cluster("a").timeouts()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("TM-062 TM-064 TM-065 server errors are retried as often as route or caller say")
  void retriesServerErrorsAndSmallBodies() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Forward retrying = ForwardBuilder.to("a").withRetry(RetryPolicy.of(3, Duration.ZERO)).build();
    try (Backend flaky =
            Backend.answering(
                request ->
                    calls.incrementAndGet() % 3 == 0
                        ? Backend.ok(request.body())
                        : "HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\nno");
        Proxy proxy = Proxy.http(List.of(forward(retrying)), Proxy.cluster("a", flaky));
        Client client = proxy.client()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
      assertThat(client.read().body()).isEqualTo("body");
      assertThat(client.get("/").status()).isEqualTo(200);
      assertThat(client.get("/", "x-envoy-max-retries: 0").status()).isEqualTo(503);
      assertThat(proxy.cluster("a").retries()).isEqualTo(4);
      assertThat(flaky.connections).hasValue(1);
    }
  }

  @Test
  @DisplayName("TM-063 a try that takes too long is followed by another")
  void retriesTriesThatTakeTooLong() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Forward retrying =
        ForwardBuilder.to("a").withRetry(RetryPolicy.of(2, Duration.ofMillis(100))).build();
    try (Backend slowFirst =
            Backend.scripted(
                (self, in, out) -> {
                  Wire.readHead(in);
                  if (calls.incrementAndGet() == 1) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                  }
                  out.write(Backend.ok("late").getBytes());
                });
        Proxy proxy = Proxy.http(List.of(forward(retrying)), Proxy.cluster("a", slowFirst));
        Client client = proxy.client()) {
      assertThat(client.get("/").body()).isEqualTo("late");
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  @DisplayName("TM-070 TM-072 TM-074 delay and abort are independent, each for its share")
  void delaysAndAbortsTheirShare() throws Exception {
    FaultPolicy half =
        new FaultPolicy(
            Optional.of(new FaultPolicy.Delay(Duration.ofMillis(20), Fraction.ALL)),
            Optional.of(new FaultPolicy.Abort(555, Fraction.percent(50))));
    try (Backend backend = Backend.saying("x");
        Proxy proxy =
            Proxy.http(
                List.of(forward(Forward.to("a")).withFault(half)), Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      long start = System.nanoTime();
      int aborted = 0;
      for (int i = 0; i < 100; i++) {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
        aborted += client.read().status() == 555 ? 1 : 0;
      }
      assertThat(aborted).isBetween(45, 55);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofMillis(2000));
    }
  }

  @Test
  @DisplayName("TM-040 TM-041 redirects and rewrites replace path and authority")
  void redirectsRewritesAndAnswersDirectly() throws Exception {
    List<Route> routes =
        List.of(
            Route.of(
                RouteMatch.prefix("/old"),
                new Redirect(
                    Optional.empty(),
                    Optional.of("new.host"),
                    OptionalInt.empty(),
                    new PathRewrite.Full("/fresh"),
                    302,
                    false)),
            Route.of(RouteMatch.prefix("/direct"), new DirectResponse(418, "tea")),
            Route.of(
                    RouteMatch.prefix("/api/"),
                    ForwardBuilder.to("a")
                        .withRewrite(new PathRewrite.Matched("/v2/"), Optional.of("inner"))
                        .build())
                .withHeaders(
                    new HeaderMutations(
                        List.of("x-drop"),
                        List.of(
                            new HeaderMutations.Put("x-add", "1", HeaderMutations.Action.APPEND))),
                    new HeaderMutations(
                        List.of(),
                        List.of(
                            new HeaderMutations.Put(
                                "x-out", "2", HeaderMutations.Action.OVERWRITE)))));
    try (Backend backend = Backend.saying("x");
        Proxy proxy = Proxy.http(routes, Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      Wire.Message redirect = client.get("/old/thing?a=b");
      assertThat(redirect.status()).isEqualTo(302);
      assertThat(redirect.header("location")).isEqualTo("http://new.host/fresh?a=b");
      assertThat(client.get("/direct").body()).isEqualTo("tea");
      assertThat(client.get("/api/books?q=1", "X-Drop: 1").header("x-out")).isEqualTo("2");
      Wire.Message seen = backend.requests.getFirst();
      assertThat(seen.start()).isEqualTo("GET /v2/books?q=1 HTTP/1.1");
      assertThat(seen.header("host")).isEqualTo("inner");
      assertThat(seen.header("x-add") + seen.header("x-drop")).isEqualTo("1");
    }
  }

  @Test
  @DisplayName("TM-012 a mirror gets requests with their bodies under a shadow name")
  void mirrorsRequestsWithTheirBodies() throws Exception {
    Forward mirrored =
        ForwardBuilder.to("a").withMirrors(List.of(new Mirror("b", Fraction.ALL))).build();
    try (Backend live = Backend.saying("live");
        Backend shadow = Backend.saying("shadow");
        Proxy proxy =
            Proxy.http(
                List.of(forward(mirrored)), Proxy.cluster("a", live), Proxy.cluster("b", shadow));
        Client client = proxy.client()) {
      client.send("POST /x HTTP/1.1\r\nHost: reviews:9080\r\nContent-Length: 3\r\n\r\nabc");
      assertThat(client.read().body()).isEqualTo("live");
      Awaitility.await().until(() -> !shadow.requests.isEmpty());
      assertThat(shadow.requests.getFirst().header("host")).isEqualTo("reviews-shadow:9080");
      assertThat(shadow.requests.getFirst().body()).isEqualTo("abc");
    }
  }

  @Test
  @DisplayName("TM-100 preflights are answered and responses decorated by policy")
  void answersPreflightsAndDecoratesResponses() throws Exception {
    CorsPolicy policy =
        new CorsPolicy(
            List.of(StringMatch.exact("http://shop")),
            Optional.of("GET,POST"),
            Optional.of("x-a"),
            Optional.of("x-b"),
            Optional.of("60"),
            true,
            true);
    try (Backend backend = Backend.saying("x");
        Proxy proxy =
            Proxy.http(
                List.of(forward(Forward.to("a")).withCors(policy)), Proxy.cluster("a", backend));
        Client client = proxy.client()) {
      client.send(
          "OPTIONS / HTTP/1.1\r\nHost: a\r\nOrigin: http://shop\r\nAccess-Control-Request-Method: POST\r\n\r\n");
      Wire.Message preflight = client.read();
      assertThat(preflight.header("access-control-allow-methods")).isEqualTo("GET,POST");
      assertThat(preflight.header("access-control-max-age")).isEqualTo("60");
      assertThat(backend.requests).isEmpty();
      assertThat(client.get("/", "Origin: http://shop").header("access-control-allow-origin"))
          .isEqualTo("http://shop");
      assertThat(client.get("/", "Origin: http://evil").header("access-control-allow-origin"))
          .isEmpty();
    }
  }
}
