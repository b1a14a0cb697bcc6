package dev.lateen.cli.output;

/** How results are shown. */
public enum Output {
  /** Aligned columns. */
  TABLE,
  /** YAML documents. */
  YAML,
  /** One JSON document. */
  JSON,
  /** One name in a line. */
  SHORT
}
