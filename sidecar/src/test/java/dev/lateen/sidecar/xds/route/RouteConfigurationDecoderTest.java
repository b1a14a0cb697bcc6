package dev.lateen.sidecar.xds.route;

import static dev.lateen.sidecar.xds.Protos.any;
import static dev.lateen.sidecar.xds.Protos.route;
import static dev.lateen.sidecar.xds.Protos.routes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Fraction;
import dev.lateen.sidecar.model.HeaderMatch;
import dev.lateen.sidecar.model.HeaderMutations;
import dev.lateen.sidecar.model.Mirror;
import dev.lateen.sidecar.model.PathMatch;
import dev.lateen.sidecar.model.PathRewrite;
import dev.lateen.sidecar.model.Redirect;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.StringMatch;
import dev.lateen.sidecar.model.WeightedCluster;
import dev.lateen.sidecar.xds.decode.InvalidResourceException;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.RedirectAction.RedirectResponseCode;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RouteConfigurationDecoderTest {
  @Test
  void aPlainRouteForwardsWithDefaults() {
    // When
    Route route = decode(route("reviews"));

    // Then
    assertThat(route.action()).isEqualTo(Forward.to("reviews"));
    assertThat(route.match().path()).isEqualTo(new PathMatch.Prefix("/", false));
  }

  @Test
  void weightsAreKept() {
    // When
    Forward forward = forward(a -> weigh(a, 75, 25));

    // Then
    assertThat(forward.clusters())
        .containsExactly(WeightedCluster.of("v0", 75), WeightedCluster.of("v1", 25));
  }

  @Test
  @SuppressWarnings("deprecation") // what older control planes send
  void aTotalThatIsNotTheSumOfTheWeightsIsRefused() {
    assertRefused(
        action(
            a -> {
              weigh(a, 75, 25);
              a.getWeightedClustersBuilder().setTotalWeight(UInt32Value.of(99));
            }),
        "route.weighted_clusters.total_weight: 99 is not the sum of the weights, 100");
  }

  @Test
  void pathsAreDecoded() {
    // Given
    PathMatch regex = path(m -> m.getSafeRegexBuilder().setRegex("/a+"));
    PathMatch separated = path(m -> m.setPathSeparatedPrefix("/api"));

    // When / Then
    assertThat(path(m -> m.setPath("/a"))).isEqualTo(new PathMatch.Exact("/a", false));
    assertThat(path(m -> m.setPrefix("/a").setCaseSensitive(BoolValue.of(false))))
        .isEqualTo(new PathMatch.Prefix("/a", true));
    assertThat(List.of("/aa", "/aab").stream().filter(regex::matches)).containsExactly("/aa");
    assertThat(List.of("/api", "/api/x", "/apis").stream().filter(separated::matches))
        .containsExactly("/api", "/api/x");
  }

  @Test
  void headersAreDecodedInOldAndNewForm() {
    // When
    Route route =
        decode(
            match(
                m ->
                    m.setPrefix("/")
                        .addHeaders(
                            header("Cookie")
                                .setStringMatch(
                                    StringMatcher.newBuilder()
                                        .setExact("JASON")
                                        .setIgnoreCase(true)))
                        .addHeaders(
                            header(":method")
                                .setStringMatch(StringMatcher.newBuilder().setPrefix("P")))
                        .addHeaders(header("x-present").setPresentMatch(true).setInvertMatch(true))
                        .addHeaders(header("x-absent").setPresentMatch(false))));

    // Then
    assertThat(route.match().headers())
        .containsExactly(
            HeaderMatch.of("cookie", new StringMatch.Exact("JASON", true)),
            HeaderMatch.of(":method", StringMatch.prefix("P")),
            new HeaderMatch("x-present", new StringMatch.Present(), true),
            new HeaderMatch("x-absent", new StringMatch.Present(), true));
  }

  @Test
  void timeoutRetriesMirrorAndHostAreDecoded() {
    // When
    Forward forward =
        forward(
            a -> {
              a.setCluster("reviews").setHostRewriteLiteral("other").setPrefixRewrite("/v2");
              a.setTimeout(Duration.newBuilder().setSeconds(2).setNanos(500_000_000));
              a.getRetryPolicyBuilder()
                  .setRetryOn("5xx,connect-failure, refused-stream")
                  .setNumRetries(UInt32Value.of(3))
                  .setPerTryTimeout(seconds(1));
              a.addRequestMirrorPoliciesBuilder()
                  .setCluster("shadow")
                  .getRuntimeFractionBuilder()
                  .setDefaultValue(percent(10));
            });

    // Then
    assertThat(forward.timeout()).isEqualTo(java.time.Duration.ofMillis(2500));
    assertThat(forward.host()).contains("other");
    assertThat(forward.path()).isEqualTo(new PathRewrite.Matched("/v2"));
    assertThat(forward.mirrors()).containsExactly(new Mirror("shadow", new Fraction(0.1)));
    assertThat(forward.retry()).contains(RetryPolicy.of(3, java.time.Duration.ofSeconds(1)));
  }

  @Test
  void theAnswerForClustersThatDoNotExistIsDecoded() {
    // When
    Forward forward =
        forward(
            a ->
                a.setCluster("nobody")
                    .setClusterNotFoundResponseCode(
                        RouteAction.ClusterNotFoundResponseCode.INTERNAL_SERVER_ERROR));

    // Then
    assertThat(forward.clusterNotFoundStatus()).isEqualTo(500);
    assertThat(Forward.to("nobody").clusterNotFoundStatus()).isEqualTo(503);
  }

  @Test
  void aRegexRewriteRefersToItsGroups() {
    // When
    Forward forward =
        forward(
            a -> {
              a.setCluster("reviews").getRegexRewriteBuilder().setSubstitution("/$1/\\11");
              a.getRegexRewriteBuilder().getPatternBuilder().setRegex("^/(\\w+)$");
            });

    // Then
    assertThat(forward.path())
        .isInstanceOfSatisfying(
            PathRewrite.Matches.class,
            rewrite ->
                assertThat(rewrite.regex().replaceAll("/a", rewrite.substitution()))
                    .isEqualTo("/$1/a1"));
  }

  @Test
  void redirectsAndDirectResponsesAreDecoded() {
    // Given
    var redirect = route("x").toBuilder();
    redirect
        .getRedirectBuilder()
        .setHostRedirect("h")
        .setPathRedirect("/p")
        .setResponseCode(RedirectResponseCode.FOUND);
    var direct = route("x").toBuilder();
    direct.getDirectResponseBuilder().setStatus(404).getBodyBuilder().setInlineString("no");

    // When / Then
    assertThat(decode(redirect.build()).action())
        .isEqualTo(
            new Redirect(
                Optional.empty(),
                Optional.of("h"),
                OptionalInt.empty(),
                new PathRewrite.Full("/p"),
                302,
                false));
    assertThat(decode(direct.build()).action()).isEqualTo(new DirectResponse(404, "no"));
  }

  @Test
  void faultsAndCorsComeFromThePerFilterConfiguration() {
    // Given
    var fault = HTTPFault.newBuilder();
    fault.getDelayBuilder().setFixedDelay(seconds(2)).setPercentage(percent(50));
    fault.getAbortBuilder().setHttpStatus(500).setPercentage(percent(100));
    var cors = CorsPolicy.newBuilder().setAllowMethods("GET");
    cors.addAllowOriginStringMatchBuilder().setExact("http://a");

    // When
    Route route =
        decode(
            route("reviews").toBuilder()
                .putTypedPerFilterConfig("envoy.filters.http.fault", any(fault.build()))
                .putTypedPerFilterConfig("envoy.filters.http.cors", any(cors.build()))
                .build());

    // Then
    assertThat(route.fault())
        .contains(
            new FaultPolicy(
                Optional.of(
                    new FaultPolicy.Delay(java.time.Duration.ofSeconds(2), new Fraction(0.5))),
                Optional.of(new FaultPolicy.Abort(500, Fraction.ALL))));
    assertThat(route.cors().orElseThrow().allows("http://a")).isTrue();
    assertThat(route.cors().orElseThrow().allows("http://b")).isFalse();
    assertThat(route.cors().orElseThrow().allowMethods()).contains("GET");
  }

  @Test
  void headerChangesOfAllLevelsAddUp() {
    // Given
    var inner = route("reviews").toBuilder().addRequestHeadersToAdd(put("X-Route", "r")).build();
    var table =
        routes("t", inner).toBuilder()
            .addRequestHeadersToAdd(put("X-All", "50%%"))
            .addResponseHeadersToRemove("Server")
            .build();

    // When
    Route route =
        RouteConfigurationDecoder.decode(table).virtualHosts().getFirst().routes().getFirst();

    // Then
    assertThat(route.requestHeaders().put())
        .containsExactly(
            new HeaderMutations.Put("x-route", "r", HeaderMutations.Action.OVERWRITE),
            new HeaderMutations.Put("x-all", "50%", HeaderMutations.Action.OVERWRITE));
    assertThat(route.responseHeaders().remove()).containsExactly("server");
  }

  @Test
  void whatCannotBeObeyedIsRefusedByName() {
    assertRefused(
        match(m -> m.setPrefix("/").addQueryParameters(QueryParameterMatcher.getDefaultInstance())),
        "match.query_parameters[0].name: is empty; name a parameter");
    assertRefused(
        match(m -> m.getSafeRegexBuilder().setRegex("/a(?=b)")),
        "match.safe_regex.regex: \"/a(?=b)\" is not a regular expression");
    assertRefused(action(a -> a.setClusterHeader("x")), "route.cluster_header: is not supported");
    assertRefused(
        action(a -> a.setCluster("c").getRetryPolicyBuilder().setRetryOn("sometimes")),
        "route.retry_policy.retry_on: \"sometimes\" is not supported; use [5xx,");
    assertRefused(
        route("c").toBuilder().addRequestHeadersToAdd(put("x", "%REQ(y)%")).build(),
        "request_headers_to_add[0].header.value: \"%REQ(y)%\" has a % command");
    assertRefused(
        route("c").toBuilder()
            .putTypedPerFilterConfig("jwt", any(StringMatcher.getDefaultInstance()))
            .build(),
        "typed_per_filter_config.jwt: type ");
    assertRefused(
        match(m -> m.setPrefix("/").addHeaders(header(":status").setPresentMatch(true))),
        "match.headers[0].name: unknown pseudo-header \":status\"");
  }

  private static void assertRefused(
      io.envoyproxy.envoy.config.route.v3.Route route, String problem) {
    assertThatThrownBy(() -> decode(route))
        .isInstanceOf(InvalidResourceException.class)
        .hasMessageStartingWith("RouteConfiguration \"t\": virtual_hosts[0].routes[0]." + problem);
  }

  private static Route decode(io.envoyproxy.envoy.config.route.v3.Route route) {
    return RouteConfigurationDecoder.decode(routes("t", route))
        .virtualHosts()
        .getFirst()
        .routes()
        .getFirst();
  }

  private static Forward forward(Consumer<RouteAction.Builder> change) {
    return (Forward) decode(action(change)).action();
  }

  private static PathMatch path(Consumer<RouteMatch.Builder> change) {
    return decode(match(change)).match().path();
  }

  private static io.envoyproxy.envoy.config.route.v3.Route match(
      Consumer<RouteMatch.Builder> change) {
    RouteMatch.Builder match = RouteMatch.newBuilder();
    change.accept(match);
    return route("reviews").toBuilder().setMatch(match).build();
  }

  private static io.envoyproxy.envoy.config.route.v3.Route action(
      Consumer<RouteAction.Builder> change) {
    RouteAction.Builder action = RouteAction.newBuilder();
    change.accept(action);
    return route("reviews").toBuilder().setRoute(action).build();
  }

  private static void weigh(RouteAction.Builder action, int... weights) {
    for (int i = 0; i < weights.length; i++) {
      action
          .getWeightedClustersBuilder()
          .addClustersBuilder()
          .setName("v" + i)
          .setWeight(UInt32Value.of(weights[i]));
    }
  }

  private static HeaderMatcher.Builder header(String name) {
    return HeaderMatcher.newBuilder().setName(name);
  }

  private static Duration seconds(int seconds) {
    return Duration.newBuilder().setSeconds(seconds).build();
  }

  private static FractionalPercent percent(int percent) {
    return FractionalPercent.newBuilder().setNumerator(percent).build();
  }

  private static HeaderValueOption put(String name, String value) {
    return HeaderValueOption.newBuilder()
        .setHeader(HeaderValue.newBuilder().setKey(name).setValue(value))
        .setAppendAction(HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD)
        .build();
  }
}
