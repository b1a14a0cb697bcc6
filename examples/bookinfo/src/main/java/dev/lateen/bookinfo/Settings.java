package dev.lateen.bookinfo;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one process is set up; read from the environment in one place.
 *
 * @param listen where to listen: {@code BIND_ADDRESS} (0.0.0.0) and {@code PORT} (9080; 0 for any)
 * @param version {@code VERSION} (v1); reviews has v1, v2 and v3
 * @param instance {@code INSTANCE_NAME}, by default {@code <role>-<version>}
 * @param starColor the colour of the ratings that reviews shows; empty when it does not ask for any
 *     ({@code ENABLE_RATINGS}, {@code STAR_COLOR}; by default as {@code VERSION} says)
 * @param ratingsTimeout how long reviews waits for ratings: 10 s, v3 2.5 s
 * @param detailsUrl {@code DETAILS_URL} (http://details:9080)
 * @param reviewsUrl {@code REVIEWS_URL} (http://reviews:9080)
 * @param ratingsUrl {@code RATINGS_URL} (http://ratings:9080)
 * @param proxy {@code http_proxy}: the explicit HTTP proxy that takes every outgoing request
 *     (TM-167)
 */
public record Settings(
    InetSocketAddress listen,
    String version,
    String instance,
    Optional<StarColor> starColor,
    Duration ratingsTimeout,
    URI detailsUrl,
    URI reviewsUrl,
    URI ratingsUrl,
    Optional<InetSocketAddress> proxy) {

  private static final List<String> REVIEWS_VERSIONS = List.of("v1", "v2", "v3");

  /**
   * Reads the settings of a role.
   *
   * @throws SettingsException when a variable cannot be used; names all of those at once
   */
  public static Settings from(Role role, Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    String version =
        role == Role.REVIEWS
            ? reader.oneOf("VERSION", "v1", REVIEWS_VERSIONS)
            : reader.label("VERSION", "v1");
    InetAddress address = reader.address("BIND_ADDRESS", "0.0.0.0");
    int port = reader.port("PORT", 9080);
    Settings settings =
        new Settings(
            new InetSocketAddress(address, port),
            version,
            reader.label("INSTANCE_NAME", role.title() + "-" + version),
            starColor(reader, version),
            version.equals("v3") ? Duration.ofMillis(2500) : Duration.ofSeconds(10),
            reader.serviceUrl("DETAILS_URL", "http://details:9080"),
            reader.serviceUrl("REVIEWS_URL", "http://reviews:9080"),
            reader.serviceUrl("RATINGS_URL", "http://ratings:9080"),
            reader.proxy("http_proxy"));
    reader.check();
    return settings;
  }

  private static Optional<StarColor> starColor(EnvironmentReader reader, String version) {
    String enabled =
        reader.oneOf(
            "ENABLE_RATINGS", version.equals("v1") ? "false" : "true", List.of("true", "false"));
    String color =
        reader.oneOf("STAR_COLOR", version.equals("v3") ? "red" : "black", List.of("black", "red"));
    return enabled.equals("true") ? StarColor.named(color) : Optional.empty();
  }
}
