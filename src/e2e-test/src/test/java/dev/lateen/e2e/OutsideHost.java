package dev.lateen.e2e;

import java.nio.file.Path;
import java.util.List;

/**
 * A host outside of the mesh, and who calls it from inside and trusts its certificate. It is a pod
 * of another namespace that no Service names. The cluster's DNS has a name of it for every
 * namespace, so that it has one that rules can open and one that they leave closed.
 *
 * @param address of the pod
 */
record OutsideHost(String address) {
  private static final String ELSEWHERE = "lateen-e2e-outside";
  private static final String DOMAIN = ".pod.cluster.local";
  private static final String VISITOR = "visitor";
  private static final String PASSWORD = "changeit";

  /** Starts both; a key and a certificate are made in a folder. */
  static OutsideHost start(Path folder) {
    Programs.kubectl("create", "namespace", ELSEWHERE);
    keep(certificate(folder.resolve("store.p12")));
    Programs.apply(ELSEWHERE, deployment("outside", "key"));
    Programs.apply(InstalledMesh.APPLICATIONS, deployment(VISITOR, "trust"));
    InstalledMesh.rolledOut(ELSEWHERE, "outside");
    InstalledMesh.rolledOut(InstalledMesh.APPLICATIONS, VISITOR);
    return new OutsideHost(
        Programs.kubectl("get", "pods", "-n", ELSEWHERE, "-o=jsonpath={.items[0].status.podIP}"));
  }

  Workload visitor() {
    return Workload.of(InstalledMesh.APPLICATIONS, VISITOR);
  }

  String name() {
    return nameIn(ELSEWHERE);
  }

  String otherName() {
    return nameIn("default");
  }

  /** Stands for the name and not for the other. */
  String wildcard() {
    return "*." + ELSEWHERE + DOMAIN;
  }

  private String nameIn(String namespace) {
    return address.replace('.', '-') + "." + namespace + DOMAIN;
  }

  void end() {
    Programs.kubectl(
        "delete", "-n", InstalledMesh.APPLICATIONS, "deployment/" + VISITOR, "secret/store");
    Programs.kubectl("delete", "namespace", ELSEWHERE);
  }

  /** A key, and a certificate of its own authority for every address of the namespace. */
  private static Path certificate(Path store) {
    Programs.must(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "outside",
            "-keyalg",
            "EC",
            "-dname",
            "CN=outside",
            "-ext",
            "san=dns:*." + ELSEWHERE + DOMAIN,
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString()),
        "");
    return store;
  }

  private static void keep(Path store) {
    for (String namespace : List.of(ELSEWHERE, InstalledMesh.APPLICATIONS)) {
      Programs.kubectl(
          "create", "secret", "generic", "store", "-n", namespace, "--from-file=" + store);
    }
  }

  /** An application whose JDK has the store as that of its key, or of whom it trusts. */
  private static String deployment(String name, String use) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s}
    spec:
      selector: {matchLabels: {app: %1$s}}
      template:
        metadata: {labels: {app: %1$s}}
        spec:
          terminationGracePeriodSeconds: 10
          containers:
          - name: app
            image: localhost/lateen-e2e:0.1.0
            imagePullPolicy: IfNotPresent
            env:
            - {name: NAME, value: %1$s}
            - name: JAVA_TOOL_OPTIONS
              value: -Djavax.net.ssl.%2$sStore=/store/store.p12 -Djavax.net.ssl.%2$sStorePassword=%3$s
            readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 2}
            volumeMounts: [{name: store, mountPath: /store}]
          volumes: [{name: store, secret: {secretName: store}}]
    """
        .formatted(name, use, PASSWORD);
  }
}
