package dev.lateen.operator.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.spiffe.SpiffeId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuingAuditTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final LogLines told = new LogLines("dev.lateen.audit.identity");
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final IssuingAudit audit = new IssuingAudit(meters);

  @AfterEach
  void stopListening() {
    told.close();
  }

  @Test
  void issuanceIsToldAndCounted() {
    // Given
    var identity = new SpiffeId("cluster.local", "default", "reviews");
    var entry = new JournalEntry("1f", identity, "reviews-v1", 2, NOW, NOW.plusSeconds(600));
    var caller = new Caller("default", "reviews", "reviews-v1", Caller.Proof.JOIN_TOKEN);

    // When
    audit.issued(entry, caller, "/127.0.0.1:4711");

    // Then
    assertThat(told.lines())
        .containsExactly(
            "event=certificate_issued identity=spiffe://cluster.local/ns/default/sa/reviews"
                + " instance=reviews-v1 serial=1f expires=2030-01-01T00:10:00Z root=2"
                + " proof=join_token peer=/127.0.0.1:4711");
    assertThat(meters.counter("lateen.identity.issued", "proof", "join_token").count()).isOne();
  }

  @Test
  void refusalIsToldAndCounted() {
    // When
    audit.refused(
        new RefusedCallerException(RefusedCallerException.Reason.REVOKED, "it is revoked"),
        "/127.0.0.1:4711");

    // Then
    assertThat(told.lines())
        .containsExactly(
            "event=certificate_refused reason=revoked message=\"it is revoked\""
                + " peer=/127.0.0.1:4711");
    assertThat(meters.counter("lateen.identity.refused", "reason", "revoked").count()).isOne();
  }
}
