package dev.lateen.olm.check;

/**
 * Something that a catalogue would refuse.
 *
 * @param file of the bundle
 * @param field where in it; empty: the whole file
 * @param reason what is wrong with it
 */
public record Finding(String file, String field, String reason) {
  @Override
  public String toString() {
    return file + (field.isEmpty() ? "" : ": " + field) + ": " + reason;
  }
}
