package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of what is done with a request instead of, or before, forwarding (TM-040, TM-041). */
final class ActionRules {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** What Envoy takes unless told otherwise. */
  private static final int MAX_BODY = 4096;

  private ActionRules() {}

  static Stream<FieldError> check(Field spec) {
    return all(redirect(spec), rewrite(spec), directResponse(spec));
  }

  private static Stream<FieldError> redirect(Field spec) {
    var redirect = spec.child("redirect");
    if (!redirect.present()) {
      return Stream.empty();
    }
    return all(
        some(redirect, "uri", "prefixRewrite", "authority", "scheme", "port"),
        notBoth(redirect, "uri", "prefixRewrite"),
        notBoth(redirect, "port", "derivePort"),
        when(
            redirect.has("prefixRewrite") && !matchesPrefix(spec),
            redirect.child("prefixRewrite"),
            "needs match.request.headers.uri with a prefix: that is what it replaces"),
        when(
            redirect.has("redirectCode")
                && !REDIRECTS.contains(redirect.child("redirectCode").node().asInt()),
            redirect.child("redirectCode"),
            "must be 301, 302, 303, 307 or 308"),
        exclusive(spec, "redirect", "route", "rewrite", "httpFault"));
  }

  private static boolean matchesPrefix(Field spec) {
    return spec.child("match").child("request").child("headers").child("uri").has("prefix");
  }

  private static Stream<FieldError> rewrite(Field spec) {
    var rewrite = spec.child("rewrite");
    var regex = rewrite.child("uriRegexRewrite");
    return all(
        some(rewrite, "uri", "uriRegexRewrite", "authority"),
        notBoth(rewrite, "uri", "uriRegexRewrite"),
        StringMatchRules.expression(regex.child("match")),
        when(
            rewrite.present()
                && !spec.has("redirect")
                && !spec.has("directResponse")
                && !spec.child("route").filled(),
            rewrite,
            "needs route: name at least one destination in route"));
  }

  private static Stream<FieldError> directResponse(Field spec) {
    var response = spec.child("directResponse");
    var body = response.child("body");
    return all(
        exclusive(spec, "directResponse", "route", "redirect", "rewrite", "mirror", "mirrors"),
        when(
            body.node().isObject() && body.has("string") == body.has("bytes"),
            body,
            "exactly one of string and bytes must be set"),
        when(
            body.child("string").text().getBytes(StandardCharsets.UTF_8).length > MAX_BODY,
            body.child("string"),
            "must have at most " + MAX_BODY + " bytes in UTF-8"));
  }

  private static Stream<FieldError> exclusive(Field spec, String action, String... others) {
    if (!spec.has(action)) {
      return Stream.empty();
    }
    var reason = "cannot go with " + action + ": leave one of them out";
    return Stream.concat(
        Arrays.stream(others)
            .map(spec::child)
            .filter(Field::filled)
            .map(field -> field.error(reason)),
        when(
            spec.child("websocketUpgrade").node().asBoolean(),
            spec.child("websocketUpgrade"),
            reason));
  }

  private static Stream<FieldError> some(Field change, String... names) {
    return when(
        change.node().isObject() && Arrays.stream(names).noneMatch(change::has),
        change,
        String.join(", ", names) + ": one of them must be set");
  }

  private static Stream<FieldError> notBoth(Field change, String one, String other) {
    return when(
        change.has(one) && change.has(other),
        change.child(other),
        "cannot go with " + one + ": leave one of them out");
  }
}
