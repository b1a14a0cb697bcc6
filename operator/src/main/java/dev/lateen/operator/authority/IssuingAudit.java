package dev.lateen.operator.authority;

import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.jwt.Audience;
import dev.lateen.citadel.jwt.JwtSvid;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jboss.logging.Logger;

/** One line in the log and one count for each certificate that is issued or refused. */
final class IssuingAudit {
  private static final Logger LOG = Logger.getLogger("dev.lateen.audit.identity");

  private final MeterRegistry meters;

  IssuingAudit(MeterRegistry meters) {
    this.meters = meters;
  }

  void issued(JournalEntry entry, Caller caller, String peer) {
    LOG.infof(
        "event=certificate_issued identity=%s instance=%s serial=%s expires=%s root=%d proof=%s"
            + " peer=%s",
        entry.identity(),
        entry.instance(),
        entry.serial(),
        entry.expiry(),
        entry.generation(),
        text(caller.proof()),
        peer);
    meters.counter("lateen.identity.issued", "proof", text(caller.proof())).increment();
  }

  void signed(JwtSvid token, Entitlement.Entitled to, Audience audience, String peer) {
    LOG.infof(
        "event=jwt_signed identity=%s instance=%s audience=%s key=%s expires=%s peer=%s",
        to.identity(),
        to.caller().instance(),
        audience.names(),
        token.keyId(),
        token.expiry(),
        peer);
    meters.counter("lateen.identity.jwt.signed").increment();
  }

  void refused(RefusedCallerException refusal, String peer) {
    LOG.warnf(
        "event=certificate_refused reason=%s message=\"%s\" peer=%s",
        text(refusal.reason()), refusal.getMessage(), peer);
    meters.counter("lateen.identity.refused", "reason", text(refusal.reason())).increment();
  }

  void streamRefused(RefusedCallerException refusal, String peer) {
    LOG.warnf(
        "event=discovery_refused reason=%s message=\"%s\" peer=%s",
        text(refusal.reason()), refusal.getMessage(), peer);
    meters.counter("lateen.discovery.refused", "reason", text(refusal.reason())).increment();
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
