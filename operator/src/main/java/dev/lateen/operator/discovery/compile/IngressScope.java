package dev.lateen.operator.discovery.compile;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.lateen.crds.v1alpha1.StringMatch;
import dev.lateen.operator.discovery.compile.PathCondition.Path;
import dev.lateen.operator.platform.model.IngressPath;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.Optional;

/**
 * The requests one path of an Ingress takes, combined with a rule's own condition by intersection
 * (TM-118): the longer prefix, the exact path inside the prefix, both where one is an expression.
 *
 * @param path the path of the Ingress
 */
record IngressScope(IngressPath path) implements PathScope {
  private static final String PATH_HEADER = ":path";

  @Override
  public Optional<PathCondition> intersect(Optional<UriMatch> uri) {
    return uri.map(this::both).orElseGet(() -> Optional.of(PathCondition.of(own())));
  }

  private Optional<PathCondition> both(UriMatch uri) {
    return uri.ignoreCase() && uri.match().regex() == null
        ? Optional.of(PathCondition.of(own()).and(pathHeader(anyCase(uri.match()))))
        : both(uri.match());
  }

  /** The header holds the query too. */
  private static StringMatcher anyCase(StringMatch uri) {
    return uri.prefix() != null
        ? StringMatcher.newBuilder().setPrefix(uri.prefix()).setIgnoreCase(true).build()
        : StringMatcher.newBuilder()
            .setSafeRegex(
                StringMatchers.regex("(?i:" + StringMatchers.quoted(uri.exact()) + ")(?:\\?.*)?"))
            .build();
  }

  private Path own() {
    return switch (path.kind()) {
      case EXACT -> new Path.Exact(path.path());
      case PREFIX -> new Path.Elements(prefix());
      case REGEX -> new Path.Regex(path.path());
    };
  }

  /** Without the slash at its end, which Kubernetes ignores. */
  private String prefix() {
    return path.path().length() > 1 && path.path().endsWith("/")
        ? path.path().substring(0, path.path().length() - 1)
        : path.path();
  }

  private Optional<PathCondition> both(StringMatch uri) {
    if (uri.regex() != null) {
      return withRegex(uri.regex());
    }
    return uri.prefix() != null ? withPrefix(uri.prefix()) : withExact(uri.exact());
  }

  private Optional<PathCondition> withExact(String exact) {
    boolean inside =
        switch (path.kind()) {
          case EXACT -> path.path().equals(exact);
          case PREFIX -> insidePrefix(exact);
          case REGEX -> matches(path.path(), exact);
        };
    return inside ? Optional.of(PathCondition.of(new Path.Exact(exact))) : Optional.empty();
  }

  private Optional<PathCondition> withPrefix(String prefix) {
    return switch (path.kind()) {
      case EXACT -> only(path.path().startsWith(prefix));
      case PREFIX -> longerPrefix(prefix);
      case REGEX ->
          Optional.of(
              PathCondition.of(own())
                  .and(pathHeader(StringMatcher.newBuilder().setPrefix(prefix).build())));
    };
  }

  private Optional<PathCondition> longerPrefix(String prefix) {
    if (prefix().startsWith(prefix)) {
      return only(true);
    }
    return insidePrefix(prefix)
        ? Optional.of(PathCondition.of(new Path.Prefix(prefix)))
        : Optional.empty();
  }

  private Optional<PathCondition> withRegex(String regex) {
    if (path.kind() == IngressPath.Kind.EXACT) {
      return only(matches(regex, path.path()));
    }
    var withQuery = StringMatchers.regex("(?:" + regex + ")(?:\\?.*)?");
    return Optional.of(
        PathCondition.of(own())
            .and(pathHeader(StringMatcher.newBuilder().setSafeRegex(withQuery).build())));
  }

  private Optional<PathCondition> only(boolean inside) {
    return inside ? Optional.of(PathCondition.of(own())) : Optional.empty();
  }

  private boolean insidePrefix(String other) {
    return prefix().equals("/") || other.equals(prefix()) || other.startsWith(prefix() + "/");
  }

  private static boolean matches(String regex, String text) {
    try {
      return Pattern.matches(regex, text);
    } catch (PatternSyntaxException _) {
      return false;
    }
  }

  private static HeaderMatcher pathHeader(StringMatcher matcher) {
    return HeaderMatcher.newBuilder().setName(PATH_HEADER).setStringMatch(matcher).build();
  }
}
