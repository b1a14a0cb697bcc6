package dev.lateen.sidecar.stats;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * {@link TlsCounters}, added up over the event loops.
 *
 * @param failures number by reason, all reasons
 */
public record TlsStatistics(long handshakes, Map<TlsFailure, Long> failures) {
  static TlsStatistics of(Collection<TlsCounters> all) {
    Map<TlsFailure, Long> failures = new EnumMap<>(TlsFailure.class);
    for (TlsFailure reason : TlsFailure.values()) {
      failures.put(reason, all.stream().mapToLong(tls -> tls.failed(reason).get()).sum());
    }
    return new TlsStatistics(all.stream().mapToLong(tls -> tls.handshakes.get()).sum(), failures);
  }
}
