package dev.lateen.operator.discovery.compile;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.lateen.crds.v1alpha1.HeaderOperations;
import dev.lateen.crds.v1alpha1.HttpAbort;
import dev.lateen.crds.v1alpha1.HttpDelay;
import dev.lateen.crds.v1alpha1.HttpFault;
import dev.lateen.crds.v1alpha1.HttpMirror;
import dev.lateen.crds.v1alpha1.HttpRetry;
import dev.lateen.crds.v1alpha1.HttpTimeout;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.crds.v1alpha1.SimpleRetry;
import dev.lateen.crds.v1alpha1.SimpleTimeout;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a rule says and xDS has no field for, as metadata of its route under {@link #NAMESPACE}.
 * Envoy ignores it; docs/architecture.md lists the fields.
 */
final class RouteMetadata {
  static final String NAMESPACE = "dev.lateen";

  private final Struct.Builder fields = Struct.newBuilder();

  private RouteMetadata() {}

  /** Empty where xDS says all of the rule. */
  static Optional<Metadata> of(RouteRuleSpec rule) {
    var metadata = new RouteMetadata();
    metadata.limits(rule);
    Optional.ofNullable(rule.httpFault()).ifPresent(metadata::fault);
    metadata.mirrors(rule);
    return metadata.fields.getFieldsCount() == 0
        ? Optional.empty()
        : Optional.of(
            Metadata.newBuilder().putFilterMetadata(NAMESPACE, metadata.fields.build()).build());
  }

  /** Names of headers (TM-066), and what may be repeated (UA-18). */
  private void limits(RouteRuleSpec rule) {
    Optional.ofNullable(rule.httpReqTimeout())
        .map(HttpTimeout::simpleTimeout)
        .map(SimpleTimeout::overrideHeaderName)
        .ifPresent(name -> put("timeout_header", name));
    Optional<SimpleRetry> retry =
        Optional.ofNullable(rule.httpReqRetries()).map(HttpRetry::simpleRetry);
    retry.map(SimpleRetry::overrideHeaderName).ifPresent(name -> put("retries_header", name));
    if (retry.filter(policy -> policy.retryOn() == null).isPresent()) {
      fields.putFields("retry_idempotent_only", Value.newBuilder().setBoolValue(true).build());
    }
  }

  /** TM-066, TM-071, TM-073. */
  private void fault(HttpFault fault) {
    Optional<HttpDelay> delay = Optional.ofNullable(fault.delay());
    delay.map(HttpDelay::exponentialDelay).ifPresent(_ -> put("delay", "exponential"));
    delay.map(HttpDelay::overrideHeaderName).ifPresent(name -> put("delay_header", name));
    Optional<HttpAbort> abort = Optional.ofNullable(fault.abort());
    abort.map(HttpAbort::http2Error).ifPresent(error -> put("abort_http2_error", error));
    abort.map(HttpAbort::overrideHeaderName).ifPresent(name -> put("abort_header", name));
  }

  /** One entry for each mirror policy of the route, in their order (UA-23). */
  private void mirrors(RouteRuleSpec rule) {
    List<HttpMirror> mirrors = ForwardCompiler.mirrors(rule);
    if (mirrors.stream()
        .anyMatch(mirror -> mirror.authority() != null || mirror.headers() != null)) {
      var list = ListValue.newBuilder();
      mirrors.forEach(mirror -> list.addValues(struct(mirror)));
      fields.putFields("mirrors", Value.newBuilder().setListValue(list).build());
    }
  }

  private static Value struct(HttpMirror mirror) {
    var struct = Struct.newBuilder();
    Optional.ofNullable(mirror.authority())
        .ifPresent(authority -> struct.putFields("authority", text(authority)));
    Optional<HeaderOperations> headers = Optional.ofNullable(mirror.headers());
    headers.map(HeaderOperations::set).ifPresent(set -> struct.putFields("set", map(set)));
    headers.map(HeaderOperations::add).ifPresent(add -> struct.putFields("add", map(add)));
    headers
        .map(HeaderOperations::remove)
        .ifPresent(names -> struct.putFields("remove", list(names)));
    return Value.newBuilder().setStructValue(struct).build();
  }

  private static Value map(Map<String, String> headers) {
    var struct = Struct.newBuilder();
    new TreeMap<>(headers).forEach((name, value) -> struct.putFields(name, text(value)));
    return Value.newBuilder().setStructValue(struct).build();
  }

  private static Value list(List<String> names) {
    var list = ListValue.newBuilder();
    names.forEach(name -> list.addValues(text(name)));
    return Value.newBuilder().setListValue(list).build();
  }

  private void put(String name, String value) {
    fields.putFields(name, text(value));
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}
