package dev.lateen.bookinfo;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads typed values from environment variables and remembers everything that was wrong, so that
 * one start shows all the mistakes. An unset or blank variable has its default. Not thread safe.
 */
final class EnvironmentReader {
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,251}[A-Za-z0-9])?");

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  EnvironmentReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Throws when anything read so far was wrong. */
  void check() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  String label(String name, String fallback) {
    return value(name)
        .map(
            value ->
                LABEL.matcher(value).matches()
                    ? value
                    : reject(name, value, "use letters, digits, '-', '_' and '.'", fallback))
        .orElse(fallback);
  }

  String oneOf(String name, String fallback, List<String> allowed) {
    return value(name)
        .map(
            value ->
                allowed.contains(value)
                    ? value
                    : reject(name, value, "use one of " + String.join(", ", allowed), fallback))
        .orElse(fallback);
  }

  int port(String name, int fallback) {
    return value(name)
        .map(
            value ->
                value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65535
                    ? Integer.parseInt(value)
                    : reject(name, value, "use a number from 0 (any free port) to 65535", fallback))
        .orElse(fallback);
  }

  InetAddress address(String name, String fallback) {
    String value = value(name).orElse(fallback);
    try {
      return InetAddress.ofLiteral(value);
    } catch (IllegalArgumentException _) {
      return reject(
          name,
          value,
          "use an IP address such as 127.0.0.1 or 0.0.0.0",
          InetAddress.ofLiteral(fallback));
    }
  }

  URI serviceUrl(String name, String fallback) {
    String value = value(name).orElse(fallback);
    return plainHttp(value)
        .filter(url -> url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
        .orElseGet(
            () ->
                reject(
                    name,
                    value,
                    "use a URL of scheme http without a path, such as " + fallback,
                    URI.create(fallback)));
  }

  Optional<InetSocketAddress> proxy(String name) {
    Optional<String> value = value(name);
    Optional<InetSocketAddress> proxy =
        value
            .flatMap(EnvironmentReader::plainHttp)
            .filter(url -> url.getPort() > 0)
            .map(url -> InetSocketAddress.createUnresolved(url.getHost(), url.getPort()));
    if (value.isPresent() && proxy.isEmpty()) {
      reject(name, value.get(), "use a URL such as http://127.0.0.1:15081, or unset it", "");
    }
    return proxy;
  }

  private static Optional<URI> plainHttp(String value) {
    try {
      URI url = new URI(value);
      boolean usable =
          "http".equals(url.getScheme())
              && url.getHost() != null
              && url.getPort() <= 65535
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null;
      return usable ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private <T> T reject(String name, String value, String fix, T fallback) {
    problems.add("%s='%s' cannot be used: %s".formatted(name, value, fix));
    return fallback;
  }
}
