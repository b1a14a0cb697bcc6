package dev.lateen.sidecar.filter;

import dev.lateen.sidecar.model.FaultPolicy.Abort;
import dev.lateen.sidecar.model.FaultPolicy.Answer;
import dev.lateen.sidecar.model.FaultPolicy.Delay;
import dev.lateen.sidecar.model.FaultPolicy.Status;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** What a fault does to one request (TM-066, TM-070..TM-073). */
public final class Faults {
  /** A random delay is at most that many times the mean. */
  private static final double LONGEST = 10;

  private Faults() {}

  /** How long the request waits. */
  public static Duration duration(Delay delay, HttpHeaders request, RandomGenerator random) {
    OptionalLong asked = asked(delay.header(), request);
    if (asked.isPresent()) {
      return Duration.ofMillis(asked.getAsLong());
    }
    if (!delay.exponential()) {
      return delay.duration();
    }
    double factor = Math.min(-Math.log(1 - random.nextDouble()), LONGEST);
    return Duration.ofNanos((long) (delay.duration().toNanos() * factor));
  }

  /** What the caller gets. */
  public static Answer answer(Abort abort, HttpHeaders request) {
    OptionalLong asked = asked(abort.header(), request);
    return asked.isPresent() && asked.getAsLong() >= 200 && asked.getAsLong() <= 599
        ? new Status((int) asked.getAsLong())
        : abort.answer();
  }

  private static OptionalLong asked(Optional<String> header, HttpHeaders request) {
    return header.isEmpty() ? OptionalLong.empty() : Numbers.unsigned(request.get(header.get()));
  }
}
