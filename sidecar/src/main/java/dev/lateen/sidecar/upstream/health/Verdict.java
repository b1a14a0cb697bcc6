package dev.lateen.sidecar.upstream.health;

/** What an answer to an active check says. */
public enum Verdict {
  /** The endpoint is well. */
  WELL,
  /** It is not; counts towards the threshold. */
  ILL,
  /** It does not answer; counts towards the threshold. */
  SILENT,
  /** It wants to be left alone at once. */
  OUT
}
