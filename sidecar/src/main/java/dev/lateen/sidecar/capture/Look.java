package dev.lateen.sidecar.capture;

import dev.lateen.sidecar.model.Sniffed;

/** What a look at the first bytes of a connection gave. */
sealed interface Look {
  /** There are too few of them. */
  record Undecided() implements Look {}

  /** It is not what was looked for. */
  record Nothing() implements Look {}

  /** It is, and says this. */
  record Seen(Sniffed what) implements Look {}

  /** It is, and larger than anybody needs. */
  record Refused() implements Look {}
}
