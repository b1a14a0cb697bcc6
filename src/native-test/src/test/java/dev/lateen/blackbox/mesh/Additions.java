package dev.lateen.blackbox.mesh;

import dev.lateen.tour.mesh.FreePorts;
import dev.lateen.tour.mesh.LocalMesh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a test adds to the mesh: documents, instances, applications. For one thread. */
public final class Additions implements AutoCloseable {
  private static final String SETTINGS = "servicemesh-default-mesh.yaml";

  private final LocalMesh mesh;
  private final FreePorts ports;
  private final Set<Path> files = new HashSet<>();
  private final List<Joined> members = new ArrayList<>();
  private final List<StandIn> applications = new ArrayList<>();
  private boolean settingsChanged;

  Additions(LocalMesh mesh, FreePorts ports) {
    this.mesh = mesh;
    this.ports = ports;
  }

  /** Writes documents, such as Services. */
  public void write(String documents) {
    files.addAll(mesh.files().apply(documents));
  }

  /** Writes a Service in the namespace default; the lines are those of its spec. */
  public void service(String name, String... spec) {
    serviceIn("default", name, spec);
  }

  /** Writes a Service; the lines are those of its spec. */
  public void serviceIn(String namespace, String name, String... spec) {
    write(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: %s\n  namespace: %s\nspec:\n  %s\n"
            .formatted(name, namespace, String.join("\n  ", spec)));
  }

  /** Changes the settings of the mesh; the line is one of the spec of the ServiceMesh. */
  public void settings(String line) {
    settingsChanged = true;
    mesh.files().write(SETTINGS, settingsDocument(" \n  " + line));
  }

  /** Starts an application on a free port. */
  public StandIn application(String version) {
    try {
      var application = StandIn.start(ports.next(), version);
      applications.add(application);
      return application;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets an instance join, and waits until its sidecar, where it has one, is ready. */
  public Joined join(Member member) {
    var joined = Joined.of(member, ports);
    members.add(joined);
    files.addAll(mesh.files().apply(joined.document()));
    joined.start(mesh);
    return joined;
  }

  /** Gives an instance one more label, or another value of one. */
  public void label(Joined joined, String key, String value) {
    mesh.files().apply(joined.labelled(key, value).document());
  }

  /** Lets an instance leave: its document goes; its sidecar runs on until the end of the test. */
  public void leave(Joined joined) {
    mesh.files().delete("Workload", joined.member().namespace(), joined.member().name());
  }

  void removeAll() {
    files.forEach(file -> mesh.files().remove(file.getFileName().toString()));
    files.clear();
    members.forEach(joined -> mesh.processes().stop(joined.process()));
    members.clear();
    close();
    if (settingsChanged) {
      mesh.files().write(SETTINGS, settingsDocument(" {}"));
      settingsChanged = false;
    }
  }

  private static String settingsDocument(String spec) {
    return "apiVersion: lateen.dev/v1alpha1\nkind: ServiceMesh\nmetadata:\n  name: mesh\nspec:%s\n"
        .formatted(spec);
  }

  /** Ends the applications. */
  @Override
  public void close() {
    applications.forEach(StandIn::close);
    applications.clear();
  }
}
