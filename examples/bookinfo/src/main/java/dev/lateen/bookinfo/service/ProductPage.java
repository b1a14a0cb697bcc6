package dev.lateen.bookinfo.service;

import dev.lateen.bookinfo.Role;
import dev.lateen.bookinfo.Settings;
import dev.lateen.bookinfo.json.Json;
import dev.lateen.bookinfo.web.Request;
import dev.lateen.bookinfo.web.Response;
import dev.lateen.bookinfo.web.Routes;
import dev.lateen.bookinfo.web.ServiceClient;
import dev.lateen.bookinfo.web.TraceHeaders;
import dev.lateen.bookinfo.web.UserCookie;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The service {@code productpage}: the page that people see, and the same as JSON. */
public final class ProductPage {
  private final Backends backends;
  private final ProductView view;

  private ProductPage(Settings settings, ServiceClient client) {
    this.backends = new Backends(settings, client);
    this.view = new ProductView(settings.version(), settings.instance());
  }

  /** Its routes; see the README of this sample. */
  public static Routes routes(Settings settings, ServiceClient client) {
    ProductPage page = new ProductPage(settings, client);
    return Health.routes(Role.PRODUCTPAGE, settings)
        .get("/", request -> Response.html(200, page.view.landing(user(request))))
        .get("/productpage", page::page)
        .post("/login", page::logIn)
        .get("/logout", _ -> backToPage(UserCookie.logOut()))
        .get("/api/v1/products", _ -> Response.json(200, new Json.Items(List.of(product()))))
        .get("/api/v1/products/" + Product.ID, page::productJson)
        .get("/api/v1/products/" + Product.ID + "/reviews", page::reviewsJson);
  }

  private Response page(Request request) {
    long start = System.nanoTime();
    Map<String, String> headers = TraceHeaders.forwarded(request.headers());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Part<Json>> details =
          CompletableFuture.supplyAsync(() -> backends.details(headers), threads);
      Part<ReviewsDocument> reviews = backends.reviews(headers);
      Part<Json> facts = details.join();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      return Response.html(200, view.product(user(request), facts, reviews, millis))
          .with(Stars.HEADER, stars(reviews));
    }
  }

  private Response logIn(Request request) {
    String user = formField(request.body(), "username").orElse("").strip();
    return UserCookie.isName(user)
        ? backToPage(UserCookie.logIn(user))
        : Response.html(400, view.badName(user));
  }

  private static Response backToPage(String cookie) {
    return Response.seeOther("/productpage").with("Set-Cookie", cookie);
  }

  private Response productJson(Request request) {
    return backends
        .details(TraceHeaders.forwarded(request.headers()))
        .map(
            part -> Response.json(200, part.value()),
            part -> Response.error(part.status(), ProductView.DETAILS_ERROR));
  }

  private Response reviewsJson(Request request) {
    Part<ReviewsDocument> reviews = backends.reviews(TraceHeaders.forwarded(request.headers()));
    return reviews
        .map(
            part -> Response.json(200, part.value().toJson()),
            part -> Response.error(part.status(), ProductView.REVIEWS_SORRY))
        .with(Stars.HEADER, stars(reviews));
  }

  private static Json product() {
    return Json.object().with("id", Product.ID).with("title", Product.TITLE);
  }

  private static String stars(Part<ReviewsDocument> reviews) {
    return reviews.map(part -> part.value().stars(), _ -> Stars.REVIEWS_UNAVAILABLE).title();
  }

  private static Optional<String> user(Request request) {
    return UserCookie.read(request.headers());
  }

  private static Optional<String> formField(String form, String name) {
    return Arrays.stream(form.split("&"))
        .filter(field -> field.startsWith(name + "="))
        .map(field -> field.substring(name.length() + 1))
        .flatMap(value -> decoded(value).stream())
        .findFirst();
  }

  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
