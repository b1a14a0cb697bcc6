package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What happens to requests and responses; the field that {@code type} names is there, the others
 * are null.
 *
 * @param type RequestHeaderModifier, ResponseHeaderModifier, RequestRedirect, URLRewrite,
 *     RequestMirror, CORS, or one that is not known here
 * @param requestHeaderModifier changes of the request's headers
 * @param responseHeaderModifier changes of the response's headers
 * @param requestRedirect the answer in place of a backend's
 * @param urlRewrite changes of path and host
 * @param requestMirror a copy for another backend
 * @param cors cross-origin requests
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RouteFilter(
    String type,
    HeaderModifier requestHeaderModifier,
    HeaderModifier responseHeaderModifier,
    Redirect requestRedirect,
    Rewrite urlRewrite,
    Mirror requestMirror,
    Cors cors) {

  /**
   * Changes of headers.
   *
   * @param set replaced
   * @param add added
   * @param remove removed
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record HeaderModifier(List<Header> set, List<Header> add, List<String> remove) {
    public HeaderModifier {
      set = Lists.orEmpty(set);
      add = Lists.orEmpty(add);
      remove = Lists.orEmpty(remove);
    }
  }

  /**
   * A header.
   *
   * @param name name
   * @param value value
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Header(String name, String value) {}

  /**
   * A redirect.
   *
   * @param scheme http or https; null: as it was
   * @param hostname host; null: as it was
   * @param path what becomes of the path; null: as it was
   * @param port port; null: of the scheme where one is given, else of the listener
   * @param statusCode 301, 302 (default), 303, 307 or 308
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Redirect(
      String scheme, String hostname, PathModifier path, Integer port, Integer statusCode) {}

  /**
   * A rewrite.
   *
   * @param hostname host; null: as it was
   * @param path what becomes of the path; null: as it was
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Rewrite(String hostname, PathModifier path) {}

  /**
   * What becomes of a path.
   *
   * @param type ReplaceFullPath or ReplacePrefixMatch
   * @param replaceFullPath the whole path
   * @param replacePrefixMatch in place of the prefix that matched
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PathModifier(String type, String replaceFullPath, String replacePrefixMatch) {}

  /**
   * A mirror.
   *
   * @param backendRef who gets the copies
   * @param percent share of the requests, 0..100; null: see fraction
   * @param fraction share of the requests; null: all
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Mirror(BackendReference backendRef, Integer percent, Fraction fraction) {
    /** The share of the requests that is copied, in percent. */
    public double share() {
      if (percent != null) {
        return percent;
      }
      return fraction == null
          ? 100
          : 100.0 * fraction.numerator() / fraction.denominatorOrDefault();
    }
  }

  /**
   * A share.
   *
   * @param numerator part
   * @param denominator whole; null: 100
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Fraction(int numerator, Integer denominator) {
    int denominatorOrDefault() {
      return denominator == null ? 100 : denominator;
    }
  }

  /**
   * Cross-origin requests.
   *
   * @param allowOrigins origins, with {@code *} for any part
   * @param allowCredentials whether credentials are allowed; null: not
   * @param allowMethods methods
   * @param allowHeaders headers of requests
   * @param exposeHeaders headers of responses
   * @param maxAge how long answers are kept, in seconds; null: 5
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Cors(
      List<String> allowOrigins,
      Boolean allowCredentials,
      List<String> allowMethods,
      List<String> allowHeaders,
      List<String> exposeHeaders,
      Integer maxAge) {
    public Cors {
      allowOrigins = Lists.orEmpty(allowOrigins);
      allowMethods = Lists.orEmpty(allowMethods);
      allowHeaders = Lists.orEmpty(allowHeaders);
      exposeHeaders = Lists.orEmpty(exposeHeaders);
    }
  }
}
