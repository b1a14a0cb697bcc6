package dev.lateen.sidecar.capture.rules;

import dev.lateen.sidecar.model.CidrRange;

/** What a rule asks of a connection. */
sealed interface Condition {
  /** It stays on this machine. */
  record OverLoopback() implements Condition {}

  /** It comes from the range. */
  record From(CidrRange range) implements Condition {}

  /** It goes to the range. */
  record To(CidrRange range) implements Condition {}

  /** It goes to anywhere but the range. */
  record NotTo(CidrRange range) implements Condition {}

  /** It goes to one of the ports. */
  record ToPort(PortRange ports) implements Condition {}

  /** A process of the user makes it. */
  record ByUser(long uid) implements Condition {}

  /** A process of the group makes it. */
  record ByGroup(long gid) implements Condition {}
}
