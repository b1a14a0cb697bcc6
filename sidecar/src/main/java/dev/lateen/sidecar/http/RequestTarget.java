package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.RequestHead;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Iterator;
import java.util.Optional;

/**
 * What a request asks for: origin-form, absolute-form (TM-167), asterisk-form or, of CONNECT,
 * authority-form (RFC 9112 3.2) and the Host. A view: the headers are those of the request.
 */
final class RequestTarget implements RequestHead {
  private static final String HTTP = "http";
  private static final String SCHEME_END = "://";

  private final HttpRequest request;
  private final String scheme;
  private final String authority;
  private final String path;
  private final String query;

  private RequestTarget(HttpRequest request, String scheme, String authority, String pathAndQuery) {
    this.request = request;
    this.scheme = scheme;
    this.authority = authority;
    int question = pathAndQuery.indexOf('?');
    this.path = question < 0 ? pathAndQuery : pathAndQuery.substring(0, question);
    this.query = question < 0 ? "" : pathAndQuery.substring(question);
  }

  /** Reads the target; empty when it has none of the forms. */
  static Optional<RequestTarget> of(HttpRequest request) {
    String uri = request.uri();
    if (request.method().equals(HttpMethod.CONNECT)) {
      return uri.lastIndexOf(':') > uri.lastIndexOf(']')
          ? Optional.of(new RequestTarget(request, HTTP, uri, ""))
          : Optional.empty();
    }
    String host = request.headers().get(HttpHeaderNames.HOST);
    String authority = host == null ? "" : host;
    if (uri.startsWith("/") || uri.equals("*")) {
      return Optional.of(new RequestTarget(request, HTTP, authority, uri));
    }
    int schemeEnd = uri.indexOf(SCHEME_END);
    return schemeEnd <= 0 ? Optional.empty() : absolute(request, uri, schemeEnd);
  }

  private static Optional<RequestTarget> absolute(HttpRequest request, String uri, int schemeEnd) {
    String scheme = uri.substring(0, schemeEnd).toLowerCase(java.util.Locale.ROOT);
    int start = schemeEnd + SCHEME_END.length();
    int end = start;
    while (end < uri.length() && uri.charAt(end) != '/' && uri.charAt(end) != '?') {
      end++;
    }
    String authority = uri.substring(start, end);
    if (authority.isEmpty()
        || authority.indexOf('@') >= 0
        || !(scheme.equals(HTTP) || scheme.equals("https"))) {
      return Optional.empty();
    }
    return Optional.of(
        new RequestTarget(request, scheme, authority, pathOf(request, uri.substring(end))));
  }

  /** RFC 9112 3.2.4: OPTIONS of a whole server has no path on its way here. */
  private static String pathOf(HttpRequest request, String rest) {
    if (rest.isEmpty() && request.method().equals(HttpMethod.OPTIONS)) {
      return "*";
    }
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  /** With its question mark, or empty. */
  String query() {
    return query;
  }

  @Override
  public String method() {
    return request.method().name();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String authority() {
    return authority;
  }

  @Override
  public String scheme() {
    return scheme;
  }

  @Override
  public boolean hasHeader(String name) {
    return request.headers().contains(name);
  }

  @Override
  public String header(String name) {
    HttpHeaders headers = request.headers();
    Iterator<String> values = headers.valueStringIterator(name);
    if (!values.hasNext()) {
      return "";
    }
    String first = values.next();
    return values.hasNext() ? String.join(",", headers.getAll(name)) : first;
  }

  @Override
  public Optional<String> parameter(String name) {
    for (int start = 1; start < query.length(); ) {
      int next = query.indexOf('&', start);
      int end = next < 0 ? query.length() : next;
      if (query.startsWith(name, start)) {
        int after = start + name.length();
        if (after == end) {
          return Optional.of("");
        }
        if (after < end && query.charAt(after) == '=') {
          return Optional.of(query.substring(after + 1, end));
        }
      }
      start = end + 1;
    }
    return Optional.empty();
  }
}
