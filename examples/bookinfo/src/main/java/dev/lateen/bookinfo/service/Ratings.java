package dev.lateen.bookinfo.service;

import dev.lateen.bookinfo.Role;
import dev.lateen.bookinfo.Settings;
import dev.lateen.bookinfo.json.Json;
import dev.lateen.bookinfo.web.Response;
import dev.lateen.bookinfo.web.Routes;

/** The service {@code ratings}: stars by reviewer. */
public final class Ratings {
  private Ratings() {}

  /** Its routes: {@code /ratings}, {@code /ratings/0} and {@code /health}. */
  public static Routes routes(Settings settings) {
    Response ratings = Response.json(200, Json.object().with("Reviewer1", 5).with("Reviewer2", 4));
    return Health.routes(Role.RATINGS, settings)
        .get("/ratings", _ -> ratings)
        .get("/ratings/" + Product.ID, _ -> ratings);
  }
}
