package dev.lateen.sidecar.upstream.balance;

/** Chooses among a fixed list of candidates that is not empty. */
@FunctionalInterface
interface Chooser {
  /**
   * The index of the choice.
   *
   * @param hash of the request; a random number where it has none
   */
  int choose(long hash);
}
