package dev.lateen.bookinfo.service;

import dev.lateen.bookinfo.Role;
import dev.lateen.bookinfo.Settings;
import dev.lateen.bookinfo.json.Json;
import dev.lateen.bookinfo.web.Response;
import dev.lateen.bookinfo.web.Routes;

/** The service {@code details}: facts about the book. */
public final class Details {
  private Details() {}

  /** Its routes: {@code /details}, {@code /details/0} and {@code /health}. */
  public static Routes routes(Settings settings) {
    Response facts =
        Response.json(
            200,
            Json.object()
                .with("id", Product.ID)
                .with("title", Product.TITLE)
                .with("author", "Joshua Slocum")
                .with("year", 1900)
                .with("type", "hardcover")
                .with("pages", 294)
                .with("publisher", "The Century Co.")
                .with("language", "English")
                .with("version", settings.version())
                .with("instance", settings.instance()));
    return Health.routes(Role.DETAILS, settings)
        .get("/details", _ -> facts)
        .get("/details/" + Product.ID, _ -> facts);
  }
}
