package dev.lateen.blackbox.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Answer;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kubernetes Ingresses, from the document to the answer. */
@ExtendWith(MeshExtension.class)
class IngressIT {
  private static final String HTTP_1 = "http/1.1";

  @TempDir private Path folder;

  private final TestMesh mesh;
  private final int plain;
  private final int secure;

  IngressIT(TestMesh mesh) {
    this.mesh = mesh;
    this.plain = mesh.freePort();
    this.secure = mesh.freePort();
  }

  /** The page of Bookinfo would take what is not found. */
  @BeforeEach
  void gateway() throws IOException {
    bookinfo("other");
    mesh.additions()
        .join(
            Member.of("edge", "edge")
                .label("lateen.dev/gateway", "ingress")
                .port("http", plain)
                .port("https", secure)
                .setting("LATEEN_NODE_TYPE", "ingress")
                .withSidecar());
  }

  @AfterEach
  void bookinfoAgain() throws IOException {
    bookinfo("lateen");
  }

  private void bookinfo(String ingressClass) throws IOException {
    String file = "ingress-default-bookinfo.yaml";
    String text = Files.readString(mesh.files().directory().resolve(file));
    mesh.files()
        .write(
            file, text.replaceAll("ingressClassName: \\w+", "ingressClassName: " + ingressClass));
  }

  private void ingress(String name, String metadata, String spec) {
    mesh.additions()
        .write(
            """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: %s%s}
            spec:
            %s\
            """
                .formatted(name, metadata, spec.indent(2)));
  }

  private static String path(String path, String type) {
    return "{path: \"%s\", pathType: %s, backend: {service: {name: reviews, port: {number: 9080}}}}"
        .formatted(path, type);
  }

  private void shop(String tls) {
    ingress(
        "shop",
        "",
        """
        ingressClassName: lateen
        tls: [%s]
        rules:
        - host: shop.example.com
          http: {paths: [%s]}
        """
            .formatted(tls, path("/", "Prefix")));
  }

  private int status(String target) {
    return mesh.awaitAnswer(plain, target, _ -> true).status();
  }

  private void await(String host, int status) {
    mesh.awaitAnswer(plain, "http://" + host + "/", answer -> answer.status() == status);
  }

  private TlsVisit awaitVisit(String name, Predicate<TlsVisit> wanted) {
    var last = new TlsVisit[1];
    Await.until(
        "the certificate for " + name,
        TestMesh.TIMEOUT,
        () -> {
          try {
            last[0] = TlsVisit.to(secure, name, "shop.example.com", HTTP_1);
            return wanted.test(last[0]);
          } catch (IOException _) {
            return false;
          }
        });
    return last[0];
  }

  private void secret(String name, ServerPair pair) {
    mesh.additions().write(pair.secret(name));
  }

  @Test
  @DisplayName("TM-110 TM-116 each host has its certificate, and other names have the default one")
  void certificatesByName() throws Exception {
    // Given
    secret("shop", ServerPair.make(folder, "shop.example.com"));
    secret("wild", ServerPair.make(folder, "wild.example.com"));
    secret("other", ServerPair.make(folder, "other.example.com"));

    // When
    shop(
        "{hosts: [shop.example.com], secretName: shop},"
            + " {hosts: [\"*.wild.example.com\"], secretName: wild}, {secretName: other}");

    // Then
    TlsVisit visit =
        awaitVisit("shop.example.com", one -> one.server().equals("CN=shop.example.com"));
    assertThat(visit.status()).isEqualTo(200);
    assertThat(TlsVisit.to(secure, "a.wild.example.com", "shop.example.com", HTTP_1))
        .returns("CN=wild.example.com", TlsVisit::server)
        .returns(200, TlsVisit::status);
    assertThat(TlsVisit.to(secure, "unknown.example.com", "nobody.example.com", HTTP_1))
        .returns("CN=other.example.com", TlsVisit::server)
        .returns(404, TlsVisit::status);
  }

  @Test
  @DisplayName(
      "TM-116 a Secret that changes is live at once, and a broken one leaves the last good one")
  void certificatesChange() throws Exception {
    // Given
    secret("shop", ServerPair.make(folder, "first.example.com"));
    shop("{hosts: [shop.example.com], secretName: shop}");
    awaitVisit("shop.example.com", one -> one.server().equals("CN=first.example.com"));

    // When
    secret("shop", ServerPair.make(folder, "second.example.com"));

    // Then
    awaitVisit("shop.example.com", one -> one.server().equals("CN=second.example.com"));

    // When
    mesh.additions().write(ServerPair.brokenSecret("shop"));
    ingress(
        "later",
        "",
        "ingressClassName: lateen\nrules: [{host: later.example.com, http: {paths: [%s]}}]\n"
            .formatted(path("/", "Prefix")));
    await("later.example.com", 200);

    // Then
    assertThat(TlsVisit.to(secure, "shop.example.com", "shop.example.com", HTTP_1))
        .returns("CN=second.example.com", TlsVisit::server)
        .returns(200, TlsVisit::status);
  }

  @Test
  @DisplayName("TM-111 TM-112 an Ingress is served whose class is lateen, by field or annotation")
  void classes() {
    // When
    String rules = "rules: [{host: %s.example.com, http: {paths: [%s]}}]\n";
    ingress("none", "", rules.formatted("none", path("/", "Prefix")));
    ingress(
        "other", "", "ingressClassName: other\n" + rules.formatted("other", path("/", "Prefix")));
    ingress(
        "old",
        ", annotations: {kubernetes.io/ingress.class: lateen}",
        rules.formatted("old", path("/", "Prefix")));
    ingress("own", "", "ingressClassName: lateen\n" + rules.formatted("own", path("/", "Prefix")));

    // Then
    await("own.example.com", 200);
    assertThat(status("http://old.example.com/")).isEqualTo(200);
    assertThat(status("http://none.example.com/")).isEqualTo(404);
    assertThat(status("http://other.example.com/")).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "TM-113 TM-114 TM-115 TM-117 host and path decide, and what matches nothing is not found")
  void paths() {
    // When
    ingress(
        "paths",
        "",
        """
        ingressClassName: lateen
        rules:
        - host: shop.example.com
          http:
            paths:
            - %s
            - %s
            - %s
            - %s
            - {path: /named, pathType: Exact, backend: {service: {name: reviews, port: {name: http}}}}
            - {path: /nobody, pathType: Exact, backend: {service: {name: nobody, port: {number: 80}}}}
        - http: {paths: [%s]}
        """
            .formatted(
                path("/exact", "Exact"),
                path("/prefix", "Prefix"),
                path("/wild/.*", "ImplementationSpecific"),
                path("/v[0-9]+", "ImplementationSpecific"),
                path("/any", "Exact")));
    mesh.awaitAnswer(plain, "http://shop.example.com/exact", answer -> answer.status() == 200);

    // Then
    assertThat(status("http://shop.example.com/exact/more")).isEqualTo(404);
    assertThat(status("http://shop.example.com/prefix/more")).isEqualTo(200);
    assertThat(status("http://shop.example.com/prefixed")).isEqualTo(404);
    assertThat(status("http://shop.example.com/wild/more")).isEqualTo(200);
    assertThat(status("http://shop.example.com/v2")).isEqualTo(200);
    assertThat(status("http://shop.example.com/vx")).isEqualTo(404);
    assertThat(status("http://shop.example.com/named")).isEqualTo(200);
    assertThat(status("http://shop.example.com/nobody")).isEqualTo(404);
    assertThat(status("http://shop.example.com:8080/exact")).isEqualTo(200);
    assertThat(status("http://else.example.com/any")).isEqualTo(200);
    assertThat(status("http://else.example.com/exact")).isEqualTo(404);

    // When
    ingress(
        "fallback",
        "",
        "ingressClassName: lateen\n"
            + "defaultBackend: {service: {name: reviews, port: {number: 9080}}}\n");

    // Then
    await("else.example.com", 200);
  }

  @Test
  @DisplayName("TM-118 rules of the backend hold inside the path of the Ingress")
  void rules() {
    // Given
    shop("");
    await("shop.example.com", 200);

    // When
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: reviews}
        spec:
          destination: {name: reviews}
          match: {request: {headers: {uri: {prefix: /two}}}}
          route: [{labels: {version: v2}}]
        """);

    // Then
    for (int i = 0; i < 5; i++) {
      Answer answer = mesh.awaitAnswer(plain, "http://shop.example.com/two", _ -> true);
      assertThat(answer.version()).isEqualTo("v2");
    }
  }

  @Test
  @DisplayName("TM-120 the gateway tells who called, and speaks HTTP/2 inside TLS")
  void protocols() throws Exception {
    // Given
    secret("shop", ServerPair.make(folder, "shop.example.com"));
    shop("{hosts: [shop.example.com], secretName: shop}");
    awaitVisit("shop.example.com", visit -> visit.status() == 200);
    mesh.reviews().forEach(one -> mesh.standIn(one.version()).reset());

    // When
    mesh.awaitAnswer(plain, "http://shop.example.com/who", answer -> answer.status() == 200);

    // Then
    assertThat(mesh.reviews())
        .flatExtracting(one -> mesh.standIn(one.version()).received("/who"))
        .singleElement()
        .satisfies(request -> assertThat(request.header("x-forwarded-for")).isEqualTo("127.0.0.1"));
    assertThat(TlsVisit.to(secure, "shop.example.com", "shop.example.com", "h2").protocol())
        .isEqualTo("h2");
  }
}
