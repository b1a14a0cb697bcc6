package dev.lateen.sidecar.xds.route;

import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HashPolicy;
import dev.lateen.sidecar.model.Mirror;
import dev.lateen.sidecar.model.PathRewrite;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.TryHeaders;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.core.v3.RoutingPriority;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decodes {@code config.route.v3.RouteAction}. */
final class ForwardDecoder {
  private ForwardDecoder() {}

  static Forward decode(Route route, Scope scope, RuleMetadata metadata, FieldPath at) {
    RouteAction action = route.getRoute();
    refuse(action, at);
    return new Forward(
        ClusterChoice.decode(action, at),
        timeout(action, at),
        retry(action, scope, metadata, at),
        rewrite(route, at),
        host(action, at),
        metadata.mirrors(
            action.getRequestMirrorPoliciesCount() == 0
                ? scope.mirrors()
                : mirrors(action.getRequestMirrorPoliciesList(), at)),
        hash(action, at),
        upgrades(action, at),
        new TryHeaders(
            metadata.header("timeout_header"),
            metadata.header("retries_header"),
            scope.countsAttempts()),
        clusterNotFoundStatus(action, at));
  }

  static List<Mirror> mirrors(List<RequestMirrorPolicy> policies, FieldPath at) {
    List<Mirror> mirrors = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      RequestMirrorPolicy policy = policies.get(i);
      FieldPath field = at.at("request_mirror_policies", i);
      field.unsupported("cluster_header", !policy.getClusterHeader().isEmpty());
      field.unsupported(
          "disable_shadow_host_suffix_append", policy.getDisableShadowHostSuffixAppend());
      if (policy.getCluster().isEmpty()) {
        throw field.at("cluster").invalid("is empty; name a cluster");
      }
      mirrors.add(
          new Mirror(
              policy.getCluster(),
              Values.fraction(policy.getRuntimeFraction(), field.at("runtime_fraction"))));
    }
    return mirrors;
  }

  @SuppressWarnings("deprecation") // what was deprecated still changes traffic
  private static void refuse(RouteAction action, FieldPath at) {
    at.unsupported("metadata_match", action.hasMetadataMatch());
    at.unsupported("path_rewrite_policy", action.hasPathRewritePolicy());
    at.unsupported("append_x_forwarded_host", action.getAppendXForwardedHost());
    at.unsupported("retry_policy_typed_config", action.hasRetryPolicyTypedConfig());
    at.unsupported("priority", action.getPriority() != RoutingPriority.DEFAULT);
    at.unsupported("cors", action.hasCors());
    at.unsupported("max_grpc_timeout", action.hasMaxGrpcTimeout());
    at.unsupported("internal_redirect_policy", action.hasInternalRedirectPolicy());
    at.unsupported("internal_redirect_action", action.getInternalRedirectActionValue() != 0);
    at.unsupported(
        "hedge_policy.initial_requests",
        action.getHedgePolicy().getInitialRequests().getValue() > 1);
    at.unsupported(
        "hedge_policy.additional_request_chance",
        action.getHedgePolicy().getAdditionalRequestChance().getNumerator() > 0);
    at.unsupported("max_stream_duration", action.hasMaxStreamDuration());
  }

  private static int clusterNotFoundStatus(RouteAction action, FieldPath at) {
    return switch (action.getClusterNotFoundResponseCode()) {
      case SERVICE_UNAVAILABLE -> Forward.DEFAULT_CLUSTER_NOT_FOUND_STATUS;
      case NOT_FOUND -> 404;
      case INTERNAL_SERVER_ERROR -> 500;
      case UNRECOGNIZED ->
          throw at.at("cluster_not_found_response_code").invalid("is not a code of this version");
    };
  }

  private static Duration timeout(RouteAction action, FieldPath at) {
    return action.hasTimeout()
        ? Values.duration(action.getTimeout(), at.at("timeout"))
        : Forward.DEFAULT_TIMEOUT;
  }

  private static Optional<RetryPolicy> retry(
      RouteAction action, Scope scope, RuleMetadata metadata, FieldPath at) {
    if (!action.hasRetryPolicy()) {
      return scope.retry();
    }
    RetryPolicy policy =
        RetryDecoder.decode(
            action.getRetryPolicy(),
            action.getHedgePolicy().getHedgeOnPerTryTimeout(),
            at.at("retry_policy"));
    return Optional.of(
        metadata.flag("retry_idempotent_only") ? policy.forIdempotentOnly() : policy);
  }

  private static PathRewrite rewrite(Route route, FieldPath at) {
    RouteAction action = route.getRoute();
    if (action.hasRegexRewrite()) {
      return Rewrites.regex(action.getRegexRewrite(), at.at("regex_rewrite"));
    }
    return action.getPrefixRewrite().isEmpty()
        ? PathRewrite.NONE
        : Rewrites.prefix(action.getPrefixRewrite(), route.getMatch());
  }

  private static Optional<String> host(RouteAction action, FieldPath at) {
    return switch (action.getHostRewriteSpecifierCase()) {
      case HOST_REWRITE_LITERAL -> Values.text(action.getHostRewriteLiteral());
      case AUTO_HOST_REWRITE -> {
        at.unsupported("auto_host_rewrite", action.getAutoHostRewrite().getValue());
        yield Optional.empty();
      }
      case HOST_REWRITE_HEADER -> throw at.at("host_rewrite_header").invalid("is not supported");
      case HOST_REWRITE_PATH_REGEX ->
          throw at.at("host_rewrite_path_regex").invalid("is not supported");
      case HOSTREWRITESPECIFIER_NOT_SET -> Optional.empty();
    };
  }

  private static List<HashPolicy> hash(RouteAction action, FieldPath at) {
    List<HashPolicy> policies = new ArrayList<>();
    for (int i = 0; i < action.getHashPolicyCount(); i++) {
      boolean last = i == action.getHashPolicyCount() - 1;
      at.at("hash_policy", i)
          .unsupported("terminal: false", !last && !action.getHashPolicy(i).getTerminal());
      policies.add(hash(action.getHashPolicy(i), at.at("hash_policy", i)));
    }
    return policies;
  }

  private static HashPolicy hash(RouteAction.HashPolicy policy, FieldPath at) {
    return switch (policy.getPolicySpecifierCase()) {
      case HEADER ->
          new HashPolicy.Header(policy.getHeader().getHeaderName().toLowerCase(Locale.ROOT));
      case COOKIE ->
          new HashPolicy.Cookie(
              policy.getCookie().getName(),
              policy.getCookie().hasTtl()
                  ? Optional.of(Values.duration(policy.getCookie().getTtl(), at.at("cookie.ttl")))
                  : Optional.empty(),
              policy.getCookie().getPath());
      case CONNECTION_PROPERTIES -> new HashPolicy.SourceAddress();
      case QUERY_PARAMETER -> new HashPolicy.QueryParameter(policy.getQueryParameter().getName());
      case FILTER_STATE, POLICYSPECIFIER_NOT_SET ->
          throw at.invalid("only header, cookie, connection_properties and query_parameter");
    };
  }

  private static Set<String> upgrades(RouteAction action, FieldPath at) {
    Set<String> upgrades = new HashSet<>();
    for (int i = 0; i < action.getUpgradeConfigsCount(); i++) {
      RouteAction.UpgradeConfig config = action.getUpgradeConfigs(i);
      FieldPath connect = at.at("upgrade_configs", i).at("connect_config");
      connect.unsupported(
          "proxy_protocol_config", config.getConnectConfig().hasProxyProtocolConfig());
      connect.unsupported("allow_post", config.getConnectConfig().getAllowPost());
      if (!config.hasEnabled() || config.getEnabled().getValue()) {
        upgrades.add(config.getUpgradeType().toLowerCase(Locale.ROOT));
      }
    }
    return upgrades;
  }
}
