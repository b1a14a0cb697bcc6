package dev.lateen.e2e;

import java.util.List;

/**
 * Who is called under load: two pods that end as those of an application should that wants to lose
 * nothing, and never both at once. They ask for what they need of a processor: beside an operator
 * that starts, a pod that asks for none gets none on a busy node, and its probes fail.
 */
final class Callee {
  /** By a sidecar. */
  static final String URL = "http://d/";

  /** By the gateway. */
  static final String PAGE = "http://lateen-ingress." + InstalledMesh.SYSTEM + "/under-load";

  private static final String NAME = "d";
  private static final String LABELLED = "-l=app=" + NAME;

  private static final String DOCUMENTS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: d, labels: {app: d}}
      spec:
        selector: {app: d}
        ports: [{name: http, port: 80, targetPort: 8080}]
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: under-load, labels: {app: d}}
      spec:
        ingressClassName: lateen
        rules:
        - http:
            paths:
            - {path: /under-load, pathType: Exact, backend: {service: {name: d, port: {number: 80}}}}
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: d, labels: {app: d}}
      spec:
        minAvailable: 1
        selector: {matchLabels: {app: d}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: d, labels: {app: d}}
      spec:
        replicas: 2
        selector: {matchLabels: {app: d}}
        template:
          metadata: {labels: {app: d}}
          spec:
            containers:
            - name: app
              image: localhost/lateen-e2e:0.1.0
              imagePullPolicy: IfNotPresent
              env: [{name: NAME, value: d}]
              resources: {requests: {cpu: 200m, memory: 96Mi}}
              readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 2}
              lifecycle: {preStop: {sleep: {seconds: 5}}}
      """;

  private Callee() {}

  static void start() {
    Programs.apply(InstalledMesh.APPLICATIONS, DOCUMENTS);
    rolledOut();
  }

  static void rolledOut() {
    InstalledMesh.rolledOut(InstalledMesh.APPLICATIONS, NAME);
  }

  /** As {@code pod/name}. */
  static List<String> pods() {
    return Programs.lines("get", "pods", "-n", InstalledMesh.APPLICATIONS, LABELLED, "-o=name");
  }

  static void end() {
    Programs.kubectl(
        "delete", "-n", InstalledMesh.APPLICATIONS, "ingress,service,deployment,pdb", LABELLED);
  }
}
