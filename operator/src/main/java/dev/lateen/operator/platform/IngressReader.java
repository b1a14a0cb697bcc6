package dev.lateen.operator.platform;

import dev.lateen.operator.platform.model.IngressEntry;
import dev.lateen.operator.platform.model.IngressPath;
import dev.lateen.operator.platform.model.IngressTls;
import dev.lateen.operator.platform.model.Service;
import dev.lateen.operator.platform.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code networking.k8s.io/v1} Ingresses of class {@code lateen} into the service model
 * (TM-110 to TM-117). A backend that is no HTTP port of a known service is left out. Pure.
 */
public final class IngressReader {
  private static final String CLASS = "lateen";
  private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";
  private static final Pattern REGEX_CHARACTER = Pattern.compile("[.*+?^$()|\\[\\]{}\\\\]");
  private static final String ANYTHING = ".*";

  private final Map<String, Service> services;

  /**
   * Makes a reader.
   *
   * @param services known services by hostname
   */
  IngressReader(Map<String, Service> services) {
    this.services = services;
  }

  /** What an Ingress says; empty where it is of another class. */
  Optional<IngressEntry> read(Ingress ingress) {
    if (!isOurs(ingress)) {
      return Optional.empty();
    }
    var spec = ingress.getSpec();
    var metadata = ingress.getMetadata();
    var fallback =
        path(ingress, Optional.empty(), IngressPath.Kind.PREFIX, "/", spec.getDefaultBackend());
    return Optional.of(
        new IngressEntry(
            metadata.getNamespace(),
            metadata.getName(),
            Objects.requireNonNullElse(metadata.getUid(), ""),
            Objects.requireNonNullElse(metadata.getCreationTimestamp(), ""),
            Stream.concat(
                    stream(spec.getRules()).flatMap(rule -> paths(ingress, rule)),
                    fallback.stream())
                .toList(),
            tls(ingress).toList()));
  }

  /** Whether an Ingress is served here and has certificates in Secrets. */
  public static boolean needsSecrets(Ingress ingress) {
    return isOurs(ingress) && tls(ingress).findAny().isPresent();
  }

  private static boolean isOurs(Ingress ingress) {
    var annotations = ingress.getMetadata().getAnnotations();
    return ingress.getSpec() != null
        && (CLASS.equals(ingress.getSpec().getIngressClassName())
            || annotations != null && CLASS.equals(annotations.get(CLASS_ANNOTATION)));
  }

  private static Stream<IngressTls> tls(Ingress ingress) {
    return stream(ingress.getSpec().getTls())
        .filter(tls -> tls.getSecretName() != null && !tls.getSecretName().isEmpty())
        .map(tls -> tls(ingress, tls));
  }

  private static IngressTls tls(Ingress ingress, IngressTLS tls) {
    return new IngressTls(
        stream(tls.getHosts()).map(host -> host.toLowerCase(Locale.ROOT)).distinct().toList(),
        ingress.getMetadata().getNamespace() + "/" + tls.getSecretName());
  }

  private Stream<IngressPath> paths(Ingress ingress, IngressRule rule) {
    if (rule.getHttp() == null) {
      return Stream.empty();
    }
    var host = Optional.ofNullable(rule.getHost()).filter(text -> !text.isEmpty());
    return stream(rule.getHttp().getPaths()).flatMap(path -> path(ingress, host, path).stream());
  }

  private Optional<IngressPath> path(Ingress ingress, Optional<String> host, HTTPIngressPath path) {
    var text = Objects.requireNonNullElse(path.getPath(), "");
    if (text.isEmpty()) {
      return path(ingress, host, IngressPath.Kind.PREFIX, "/", path.getBackend());
    }
    return switch (Objects.requireNonNullElse(path.getPathType(), "ImplementationSpecific")) {
      case "Exact" -> path(ingress, host, IngressPath.Kind.EXACT, text, path.getBackend());
      case "Prefix" -> path(ingress, host, IngressPath.Kind.PREFIX, text, path.getBackend());
      default -> byCharacters(ingress, host, text, path.getBackend());
    };
  }

  /** Exact without regex characters, a prefix where {@code .*} only ends it, else a regex. */
  private Optional<IngressPath> byCharacters(
      Ingress ingress, Optional<String> host, String text, IngressBackend backend) {
    if (!REGEX_CHARACTER.matcher(text).find()) {
      return path(ingress, host, IngressPath.Kind.EXACT, text, backend);
    }
    var prefix = text.endsWith("/" + ANYTHING) ? text.substring(0, text.length() - 2) : "";
    return prefix.isEmpty() || REGEX_CHARACTER.matcher(prefix).find()
        ? path(ingress, host, IngressPath.Kind.REGEX, text, backend)
        : path(ingress, host, IngressPath.Kind.PREFIX, prefix, backend);
  }

  private Optional<IngressPath> path(
      Ingress ingress,
      Optional<String> host,
      IngressPath.Kind kind,
      String path,
      IngressBackend backend) {
    if (backend == null || backend.getService() == null) {
      return Optional.empty();
    }
    var namespace = ingress.getMetadata().getNamespace();
    var hostname = ServiceReader.hostname(backend.getService().getName(), namespace);
    return Optional.ofNullable(services.get(hostname))
        .flatMap(service -> port(service, backend.getService().getPort()))
        .map(
            port ->
                new IngressPath(
                    namespace + "/" + ingress.getMetadata().getName(),
                    host,
                    kind,
                    path,
                    hostname,
                    port));
  }

  private static Optional<Integer> port(Service service, ServiceBackendPort wanted) {
    return wanted == null
        ? Optional.empty()
        : service.ports().stream()
            .filter(port -> port.protocol().isHttp())
            .filter(
                port ->
                    Objects.equals(port.port(), wanted.getNumber())
                        || (wanted.getName() != null && wanted.getName().equals(port.name())))
            .map(ServicePort::port)
            .findFirst();
  }

  private static <T> Stream<T> stream(List<T> list) {
    return list == null ? Stream.empty() : list.stream();
  }
}
