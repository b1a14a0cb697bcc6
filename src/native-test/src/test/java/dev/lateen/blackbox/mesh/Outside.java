package dev.lateen.blackbox.mesh;

import dev.lateen.tour.mesh.ResourceState;
import dev.lateen.tour.process.Await;
import java.util.List;

/**
 * An application outside of a mesh that is closed to unknown hosts, and the rules that open it.
 *
 * @param mesh that is closed
 * @param site the application, whose version is {@code outside}
 */
public record Outside(TestMesh mesh, StandIn site) {

  /**
   * Starts one, and closes the mesh.
   *
   * @param settings further lines of the spec of the ServiceMesh
   */
  public static Outside of(TestMesh mesh, String... settings) {
    var outside = new Outside(mesh, mesh.additions().application("outside"));
    outside.closeMesh(settings);
    mesh.awaitAnswer("http://unknown.example/", answer -> answer.status() == 502);
    return outside;
  }

  /** Closes the mesh, with other settings. */
  public void closeMesh(String... settings) {
    mesh.additions().settings("outboundTrafficPolicy: REGISTRY_ONLY\n  " + lines(settings));
  }

  /** Where it is called by a name. */
  public String at(String host) {
    return "http://%s:%d/".formatted(host, site.port());
  }

  /** A rule that opens a host at the port of the application; the lines are those of its spec. */
  public String rule(String name, String host, String protocol, String... spec) {
    return rule(name, host, site.port(), protocol, spec);
  }

  /** A rule that opens a host at a port; the lines are those of its spec. */
  public static String rule(String name, String host, int port, String protocol, String... spec) {
    return """
    apiVersion: lateen.dev/v1alpha1
    kind: EgressRule
    metadata:
      name: %s
    spec:
      destination: {service: "%s"}
      ports: [{port: %d, protocol: %s}]
      %s
    """
        .formatted(name, host, port, protocol, lines(spec));
  }

  /** Why a rule is refused, once it is. */
  public String refusal(String name) {
    var files = mesh.programs().files();
    Await.until(
        "the refusal of " + name,
        TestMesh.TIMEOUT,
        () -> files.state("EgressRule", name).filter(ResourceState::rejected).isPresent());
    return files
        .state("EgressRule", name)
        .flatMap(state -> state.condition("Accepted", "message"))
        .orElseThrow();
  }

  private static String lines(String... lines) {
    return String.join("\n  ", List.of(lines));
  }
}
