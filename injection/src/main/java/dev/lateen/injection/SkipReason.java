package dev.lateen.injection;

/** Why a pod stays as it is. */
public enum SkipReason {
  /** It has a sidecar (TM-185). */
  ALREADY_INJECTED("it has a sidecar already"),
  /** Of kube-system and the like, or of the mesh itself (TM-190). */
  EXEMPT_NAMESPACE("pods of its namespace are never injected"),
  /** It shares the network of its node, whose connections are not to be redirected (TM-187). */
  HOST_NETWORK("it uses the network of its node"),
  /** It is a proxy of the mesh itself. */
  GATEWAY("it is a gateway"),
  /** The mesh injects nothing (TM-189). */
  NEVER("the mesh injects no pod: spec.sidecar.injection.policy is Never"),
  /** It says so itself (TM-189). */
  OPTED_OUT("it opts out by " + InjectionNames.INJECT),
  /** The mesh asks pods to opt in (TM-189). */
  NOT_OPTED_IN("it does not opt in by " + InjectionNames.INJECT + ": \"true\"");

  private final String text;

  SkipReason(String text) {
    this.text = text;
  }

  /** For people, to follow the name of the pod. */
  public String text() {
    return text;
  }
}
