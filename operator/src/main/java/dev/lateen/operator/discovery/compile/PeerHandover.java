package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.rules.MeshModel;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change of who uses mutual TLS, made in steps so that no call fails: first listeners take what
 * callers do now and what they are to do, then callers do that, then listeners take nothing else.
 * Immutable.
 *
 * @param taken what callers may still do, the oldest first
 * @param spoken what they do
 * @param wanted what they are to do
 */
public record PeerHandover(List<PeerModes> taken, CallerModes spoken, CallerModes wanted) {
  /** Keeps the list as it is. */
  public PeerHandover {
    taken = List.copyOf(taken);
  }

  /** Everything as a model wants it at once: nobody was told anything before. */
  public static PeerHandover done(MeshModel model) {
    CallerModes wanted = CallerModes.of(model);
    return new PeerHandover(List.of(wanted.modes()), wanted, wanted);
  }

  /**
   * The first step towards another model, from wherever it stands; the same where it wants that.
   */
  public PeerHandover towards(MeshModel model) {
    CallerModes next = CallerModes.of(model);
    return next.equals(wanted)
        ? this
        : new PeerHandover(
            Stream.concat(taken.stream(), Stream.of(next.modes())).distinct().toList(),
            spoken,
            next);
  }

  /** Whether there is another step. */
  public boolean isUnderWay() {
    return !spoken.equals(wanted) || taken.size() > 1;
  }

  /** The next step, for when every proxy has followed this one. */
  public PeerHandover next() {
    return spoken.equals(wanted)
        ? new PeerHandover(List.of(wanted.modes()), wanted, wanted)
        : new PeerHandover(taken, wanted, wanted);
  }

  ListenerModes listeners() {
    return new ListenerModes(taken);
  }
}
