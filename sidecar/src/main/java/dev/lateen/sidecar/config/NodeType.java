package dev.lateen.sidecar.config;

/** What kind of proxy this is (TM-144). */
public enum NodeType {
  /** Beside a workload. */
  SIDECAR("sidecar"),
  /** At the edge of the mesh, for calls that come in. */
  INGRESS("ingress"),
  /** At the edge of the mesh, for calls that leave it. */
  EGRESS("egress");

  private final String text;

  NodeType(String text) {
    this.text = text;
  }

  /** As it is written in a node id and in the environment. */
  public String text() {
    return text;
  }
}
