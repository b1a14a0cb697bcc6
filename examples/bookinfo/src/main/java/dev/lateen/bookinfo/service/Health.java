package dev.lateen.bookinfo.service;

import dev.lateen.bookinfo.Role;
import dev.lateen.bookinfo.Settings;
import dev.lateen.bookinfo.json.Json;
import dev.lateen.bookinfo.web.Response;
import dev.lateen.bookinfo.web.Routes;

/** The path {@code /health} that every service answers for probes. */
final class Health {
  private Health() {}

  /** Routes with only this path. A service that answers is healthy: it needs no other to do so. */
  static Routes routes(Role role, Settings settings) {
    Response healthy =
        Response.json(
            200,
            Json.object()
                .with("status", "healthy")
                .with("service", role.title())
                .with("version", settings.version())
                .with("instance", settings.instance()));
    return Routes.none().get("/health", _ -> healthy);
  }
}
