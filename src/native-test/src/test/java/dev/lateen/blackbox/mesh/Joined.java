package dev.lateen.blackbox.mesh;

import dev.lateen.tour.mesh.FreePorts;
import dev.lateen.tour.mesh.LocalMesh;
import java.util.Map;
import java.util.TreeMap;

/**
 * A member that has joined the mesh.
 *
 * @param member what it is
 * @param outboundPort its sidecar as HTTP proxy
 * @param inboundPorts where its sidecar takes each port
 * @param adminPort admin port of its sidecar
 */
public record Joined(
    Member member, int outboundPort, Map<String, Integer> inboundPorts, int adminPort) {
  private static final int NONE = -1;

  /** Takes a copy. */
  public Joined {
    inboundPorts = Map.copyOf(inboundPorts);
  }

  static Joined of(Member member, FreePorts ports) {
    if (!member.sidecar()) {
      return new Joined(member, NONE, Map.of(), NONE);
    }
    var inbound = new TreeMap<String, Integer>();
    if (!member.gateway()) {
      member.ports().keySet().forEach(port -> inbound.put(port, ports.next()));
    }
    return new Joined(member, ports.next(), inbound, ports.next());
  }

  Joined labelled(String key, String value) {
    return new Joined(member.label(key, value), outboundPort, inboundPorts, adminPort);
  }

  /** How the process of its sidecar is called. */
  public String process() {
    return member.namespace() + "-" + member.name() + "-sidecar";
  }

  String document() {
    return member.document(
        member.sidecar()
            ? "  sidecar:\n    outboundPort: %d\n    inboundPorts: %s\n    upstreams: %s\n"
                .formatted(
                    outboundPort, inboundPorts.toString().replace("=", ": "), member.upstreams())
            : "");
  }

  /** Starts its sidecar, where it has one, and waits until it is ready. */
  void start(LocalMesh mesh) {
    if (member.sidecar()) {
      mesh.startSidecar(process(), member.namespace(), member.name(), adminPort, member.settings());
      mesh.awaitSidecar(process(), adminPort);
    }
  }
}
