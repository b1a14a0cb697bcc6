package dev.lateen.sidecar.capture.rules;

/** What a rule does with a connection. */
sealed interface Verdict {
  /** No further rule of the chain is asked. */
  record Leave() implements Verdict {}

  /** The connection goes to a port of this machine. */
  record Redirect(int port) implements Verdict {}

  /** The rules for inbound connections are asked; if they leave it, the next rule here. */
  record AsInbound() implements Verdict {}
}
