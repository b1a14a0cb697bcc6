package dev.lateen.sidecar.worker;

/** A client's connection as the worker sees it. Called on its event loop. */
public interface ManagedConnection {
  /** Name of the listener that accepted it. */
  String acceptedBy();

  /** Ends when what is under way is done, and tells the peer as early as its protocol can. */
  void drain();

  /** Ends now. */
  void close();
}
