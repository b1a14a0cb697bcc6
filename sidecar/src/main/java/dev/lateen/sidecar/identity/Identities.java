package dev.lateen.sidecar.identity;

import dev.lateen.sidecar.loop.ControlThread;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Puts together what keeps an identity fresh. */
public final class Identities {
  private Identities() {}

  /** A renewal by Citadel, on a thread of its own. */
  public static SvidRenewal byCitadel(CitadelChannel citadel, CurrentSvid current) {
    return new SvidRenewal(
        new CitadelClient(citadel),
        current,
        new SvidRenewal.Plan(citadel.config().life(), citadel.config().renewAt()),
        InstantSource.system(),
        RandomGenerator.getDefault(),
        new ControlThread("lateen-identity"));
  }
}
