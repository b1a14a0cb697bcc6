package dev.lateen.operator.discovery.push;

/** The way back to a client: one variant of the protocol on one stream. Never blocks. */
interface Wire {
  /** Sends a response. */
  void send(Offer offer);

  /** Ends the stream because the client has. */
  void complete();

  /** Ends the stream because the client may not ask. */
  void deny(String reason);

  /** Ends the stream because of what the client said. */
  void fail(String reason);
}
