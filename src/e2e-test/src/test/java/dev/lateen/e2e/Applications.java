package dev.lateen.e2e;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The manifests of the matrix, in which nothing is Lateen's but that t asks for no sidecar. */
final class Applications {
  static final List<String> DEPLOYMENTS = List.of("a-v1", "b-v1", "c-v1", "c-v2", "t-v1");

  private static final String HEADLESS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: headless}
      spec:
        clusterIP: None
        selector: {app: b}
        ports: [{name: http, port: 8080}]
      """;

  private Applications() {}

  static String documents() {
    return Stream.of(
            Stream.of("a", "b", "c", "t").map(Applications::service),
            Stream.of(HEADLESS),
            DEPLOYMENTS.stream().map(Applications::deployment))
        .flatMap(documents -> documents)
        .collect(Collectors.joining("---\n"));
  }

  private static String service(String name) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %1$s}
    spec:
      selector: {app: %1$s}
      ports:
      - {name: http, port: 80, targetPort: 8080}
      - {name: http-alt, port: 8080, targetPort: 8080}
      - {name: tcp, port: 90, targetPort: 9090}
      - {name: grpc, port: 70, targetPort: 7070}
      - {name: http-ws, port: 81, targetPort: 8081}
    """
        .formatted(name);
  }

  private static String deployment(String name) {
    String app = name.substring(0, name.indexOf('-'));
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s}
    spec:
      selector: {matchLabels: {app: %2$s, version: %3$s}}
      template:
        metadata:
          labels: {app: %2$s, version: %3$s}
          annotations: {sidecar.lateen.dev/inject: "%4$s"}
        spec:
          terminationGracePeriodSeconds: 10
          containers:
          - name: app
            image: localhost/lateen-e2e:0.1.0
            imagePullPolicy: IfNotPresent
            env: [{name: NAME, value: %1$s}]
            readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 2}
    """
        .formatted(name, app, name.substring(app.length() + 1), !app.equals("t"));
  }
}
