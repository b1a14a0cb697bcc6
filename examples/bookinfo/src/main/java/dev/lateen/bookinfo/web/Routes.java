package dev.lateen.bookinfo.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Which handler answers which method and exact path. HEAD is answered as GET. Immutable. */
public final class Routes {
  private final SequencedMap<String, SequencedMap<String, Handler>> byPath;

  private Routes(SequencedMap<String, SequencedMap<String, Handler>> byPath) {
    this.byPath = byPath;
  }

  /** No routes; every path is answered with 404. */
  public static Routes none() {
    return new Routes(new LinkedHashMap<>());
  }

  /** These routes and one more for GET. */
  public Routes get(String path, Handler handler) {
    return with("GET", path, handler);
  }

  /** These routes and one more for POST. */
  public Routes post(String path, Handler handler) {
    return with("POST", path, handler);
  }

  private Routes with(String method, String path, Handler handler) {
    SequencedMap<String, SequencedMap<String, Handler>> more = new LinkedHashMap<>(byPath);
    SequencedMap<String, Handler> methods =
        new LinkedHashMap<>(more.getOrDefault(path, new LinkedHashMap<>()));
    methods.put(method, handler);
    more.put(path, methods);
    return new Routes(more);
  }

  /** Answers a request: by its handler, or with 404 or 405. */
  public Response answer(Request request) {
    Map<String, Handler> methods = byPath.getOrDefault(request.path(), new LinkedHashMap<>());
    if (methods.isEmpty()) {
      return Response.error(404, "Nothing is at this path.");
    }
    Handler handler = methods.get(request.method().equals("HEAD") ? "GET" : request.method());
    return handler == null
        ? Response.error(405, "This path does not take this method.")
            .with("Allow", String.join(", ", methods.keySet()))
        : handler.handle(request);
  }
}
