package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * What a {@link RouteRule} says (TM-001..TM-014).
 *
 * <p>Absent objects are {@code null}; lists and maps are never {@code null}.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.destination.labels) || size(self.destination.labels) == 0",
    message = "destination.labels must be empty: choose versions in route[].labels",
    fieldPath = ".destination.labels")
@ValidationRule(
    value =
        "!has(self.route) || size(self.route) < 2"
            + " || self.route.map(r, has(r.weight) ? r.weight : 0).sum() == 100",
    message = "route[].weight of all entries must add up to 100",
    fieldPath = ".route")
@ValidationRule(
    value =
        "!has(self.route) || size(self.route) != 1 || !has(self.route[0].weight)"
            + " || self.route[0].weight in [0, 100]",
    message = "route[0].weight must be 100 or left out when route has one entry",
    fieldPath = ".route")
@ValidationRule(
    value = "!has(self.redirect) || !has(self.route) || size(self.route) == 0",
    message = "redirect and route exclude each other",
    fieldPath = ".redirect")
@ValidationRule(
    value = "!has(self.redirect) || !has(self.rewrite)",
    message = "redirect and rewrite exclude each other",
    fieldPath = ".redirect")
@ValidationRule(
    value = "!has(self.redirect) || !has(self.httpFault)",
    message = "redirect and httpFault exclude each other",
    fieldPath = ".redirect")
@ValidationRule(
    value = "!has(self.redirect) || !has(self.websocketUpgrade) || !self.websocketUpgrade",
    message = "redirect and websocketUpgrade exclude each other",
    fieldPath = ".redirect")
@ValidationRule(
    value = "!has(self.rewrite) || has(self.redirect) || (has(self.route) && size(self.route) > 0)",
    message = "rewrite needs route: name at least one destination in route",
    fieldPath = ".rewrite")
@ValidationRule(
    value = "!has(self.directResponse) || !has(self.redirect)",
    message = "directResponse and redirect exclude each other",
    fieldPath = ".directResponse")
@ValidationRule(
    value = "!has(self.directResponse) || !has(self.route) || size(self.route) == 0",
    message = "directResponse and route exclude each other",
    fieldPath = ".directResponse")
@ValidationRule(
    value = "!has(self.mirrorPercent) || has(self.mirror)",
    message = "mirrorPercent needs mirror",
    fieldPath = ".mirrorPercent")
public record RouteRuleSpec(
    @Required
        @JsonPropertyDescription(
            "The service whose callers are governed. Its labels must be empty.")
        IstioService destination,
    @Min(Integer.MIN_VALUE)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription(
            "Rules of one destination are tried by descending precedence; ties by name. Default 0.")
        int precedence,
    @JsonPropertyDescription("Which requests the rule applies to. Absent: all of them.")
        MatchCondition match,
    @Size(max = 64)
        @JsonPropertyDescription("Weighted destinations. Absent: all instances of the destination.")
        List<DestinationWeight> route,
    @JsonPropertyDescription(
            "Answer with another location instead of forwarding. Excludes route, rewrite, httpFault, websocketUpgrade.")
        HttpRedirect redirect,
    @JsonPropertyDescription("Change path or authority before forwarding. Needs route.")
        HttpRewrite rewrite,
    @JsonPropertyDescription(
            "The first request of the route must upgrade to WebSocket. Default false.")
        boolean websocketUpgrade,
    @JsonPropertyDescription("How long a call may take, retries included. Absent: 15s.")
        HttpTimeout httpReqTimeout,
    @JsonPropertyDescription("How often a failed call is tried again. Absent: never.")
        HttpRetry httpReqRetries,
    @JsonPropertyDescription("Faults injected into the calls. Absent: none.") HttpFault httpFault,
    @JsonPropertyDescription(
            "Faults injected into connections to TCP ports; connections to HTTP ports have none."
                + " Absent: none.")
        L4Fault l4Fault,
    @JsonPropertyDescription(
            "Where a copy of each request goes; its response is ignored. Absent: nowhere.")
        IstioService mirror,
    @JsonPropertyDescription("Cross-origin resource sharing. Absent: requests pass untouched.")
        CorsPolicy corsPolicy,
    @Size(max = 64)
        @JsonPropertyDescription("Headers added to each request before forwarding.")
        @ValidationRule(
            value = "self.all(name, name.matches('^[a-z0-9]([-a-z0-9_]*[a-z0-9])?$'))",
            message = "appendHeaders: header names must be lower-case and hyphenated")
        Map<String, @Pattern(Formats.HEADER_VALUE) @Size(max = 4096) String> appendHeaders,
    @Min(0)
        @Max(100)
        @JsonPropertyDescription("Share of the requests that mirror gets, in percent. Default 100.")
        Double mirrorPercent,
    @Size(max = 8)
        @JsonPropertyDescription("More places where copies of requests go, beside mirror.")
        List<HttpMirror> mirrors,
    @JsonPropertyDescription("Changes of the headers of requests and responses. Absent: none.")
        Headers headers,
    @JsonPropertyDescription(
            "Answer this instead of forwarding. Excludes route, redirect, rewrite, mirrors.")
        HttpDirectResponse directResponse) {

  /** Normalises absent collections to empty ones and takes copies. */
  public RouteRuleSpec {
    route = Values.list(route);
    appendHeaders = Values.map(appendHeaders);
    mirrors = Values.list(mirrors);
  }
}
