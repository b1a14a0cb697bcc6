package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.duration;
import static dev.lateen.crds.validation.KindRules.all;

import dev.lateen.crds.Durations;
import java.time.Duration;
import java.util.stream.Stream;

/** The rules of a {@code ServiceMesh} beyond its schema (TM-096). */
final class ServiceMeshRules implements KindRules {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(30);

  @Override
  public Stream<FieldError> check(Field spec) {
    var connect = spec.child("traffic").child("connectTimeout");
    return all(
        duration(connect),
        Durations.find(connect.text())
            .filter(timeout -> timeout.compareTo(LONGEST_CONNECT) > 0)
            .map(_ -> connect.error("must be at most 30s"))
            .stream(),
        duration(spec.child("traffic").child("requestTimeout")),
        duration(spec.child("sidecar").child("drainDuration")));
  }
}
