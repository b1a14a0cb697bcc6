package dev.lateen.bookinfo;

import dev.lateen.bookinfo.load.LoadGenerator;
import dev.lateen.bookinfo.load.LoadPlan;
import dev.lateen.bookinfo.service.Details;
import dev.lateen.bookinfo.service.ProductPage;
import dev.lateen.bookinfo.service.Ratings;
import dev.lateen.bookinfo.service.Reviews;
import dev.lateen.bookinfo.web.Routes;
import dev.lateen.bookinfo.web.ServiceClient;
import dev.lateen.bookinfo.web.WebServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The program: the first argument is the {@link Role}. */
public final class Bookinfo {
  private static final int BAD_SETTINGS = 2;
  private static final String USAGE =
      "use one of: productpage, details, reviews, ratings, load <url> <requests per second>"
          + " <seconds>";

  private Bookinfo() {}

  /** Runs a role; exits with 2 when its arguments or settings cannot be used. */
  public static void main(String[] arguments) {
    tuneJdk();
    try {
      run(List.of(arguments), System.getenv());
    } catch (SettingsException bad) {
      bad.problems().forEach(problem -> System.err.println("bookinfo: " + problem));
      System.exit(BAD_SETTINGS);
    }
  }

  private static void run(List<String> arguments, Map<String, String> environment) {
    Role role =
        arguments.stream()
            .findFirst()
            .flatMap(Role::named)
            .orElseThrow(() -> new SettingsException(List.of(unknownRole(arguments))));
    Settings settings = Settings.from(role, environment);
    ServiceClient client = new ServiceClient(settings.proxy());
    switch (role) {
      case PRODUCTPAGE -> serve(role, settings, ProductPage.routes(settings, client));
      case DETAILS -> serve(role, settings, Details.routes(settings));
      case REVIEWS -> serve(role, settings, Reviews.routes(settings, client));
      case RATINGS -> serve(role, settings, Ratings.routes(settings));
      case LOAD -> load(client, arguments.subList(1, arguments.size()));
    }
  }

  private static String unknownRole(List<String> arguments) {
    return arguments.isEmpty()
        ? "no role was given: " + USAGE
        : "role='%s' is unknown: %s".formatted(arguments.getFirst(), USAGE);
  }

  private static void load(ServiceClient client, List<String> arguments) {
    System.out.print(new LoadGenerator(client).run(LoadPlan.parse(arguments)));
    client.close();
  }

  private static void serve(Role role, Settings settings, Routes routes) {
    try {
      WebServer server = WebServer.start(settings.listen(), routes);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
      System.out.printf(
          "listening role=%s version=%s instance=%s address=%s port=%d%n",
          role.title(),
          settings.version(),
          settings.instance(),
          server.address().getAddress().getHostAddress(),
          server.address().getPort());
    } catch (IOException taken) {
      throw new SettingsException(
          List.of(
              "PORT='%d' cannot be used on %s (%s): choose a free port"
                  .formatted(
                      settings.listen().getPort(),
                      settings.listen().getAddress().getHostAddress(),
                      taken.getMessage())));
    }
  }

  /** A JVM that a signal ends would exit with 128 + signal; an orderly stop is a success. */
  private static void stop(WebServer server) {
    server.close();
    Runtime.getRuntime().halt(0);
  }

  /** Settings of the JDK that have no API; each holds only where the command line says nothing. */
  private static void tuneJdk() {
    Map.of(
            "sun.net.httpserver.nodelay", "true",
            // The caller should be the one to close an idle connection, or it races with us.
            "sun.net.httpserver.idleInterval", "300",
            "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n")
        .forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
  }
}
