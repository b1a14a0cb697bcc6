package dev.lateen.sidecar.capture.rules;

import dev.lateen.sidecar.capture.rules.Condition.ByGroup;
import dev.lateen.sidecar.capture.rules.Condition.ByUser;
import dev.lateen.sidecar.capture.rules.Condition.From;
import dev.lateen.sidecar.capture.rules.Condition.NotTo;
import dev.lateen.sidecar.capture.rules.Condition.OverLoopback;
import dev.lateen.sidecar.capture.rules.Condition.To;
import dev.lateen.sidecar.capture.rules.Condition.ToPort;
import dev.lateen.sidecar.model.CidrRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rules for TCP of one family, in their order (TM-191, TM-192, TM-138).
 *
 * @param family whose addresses they name
 * @param inbound for connections that come from outside
 * @param outbound for connections that a process here makes
 */
record CaptureRules(Family family, List<Rule> inbound, List<Rule> outbound) {
  private static final int ADMIN_PORT = 15_000;
  private static final int PROBE_PORT = 15_020;

  CaptureRules {
    inbound = List.copyOf(inbound);
    outbound = List.copyOf(outbound);
  }

  static CaptureRules of(CaptureSettings settings, Family family) {
    return new CaptureRules(family, inbound(settings), outbound(settings, family));
  }

  /** The sidecar's own ports are never captured: who connects to them means them. */
  private static List<Rule> inbound(CaptureSettings settings) {
    List<Rule> rules = new ArrayList<>();
    IntStream.of(ADMIN_PORT, settings.outboundPort(), settings.inboundPort(), PROBE_PORT)
        .mapToObj(PortRange::of)
        .forEach(port -> rules.add(Rule.leave(new ToPort(port))));
    settings.inboundPorts().excluded().forEach(port -> rules.add(Rule.leave(new ToPort(port))));
    rules.addAll(redirects(settings.inboundPort(), List.of(), settings.inboundPorts()));
    return rules;
  }

  private static List<Rule> outbound(CaptureSettings settings, Family family) {
    ByUser user = new ByUser(settings.proxyUid());
    ByGroup group = new ByGroup(settings.proxyGid());
    List<Rule> rules = new ArrayList<>();
    rules.add(Rule.leave(new OverLoopback(), new From(family.passedThrough())));
    rules.add(toItself(family, user));
    rules.add(toItself(family, group));
    rules.add(Rule.leave(user));
    rules.add(Rule.leave(group));
    rules.add(Rule.leave(new To(family.loopback())));
    settings.outboundPorts().excluded().forEach(port -> rules.add(Rule.leave(new ToPort(port))));
    of(family, settings.outboundAddresses().excluded())
        .forEach(range -> rules.add(Rule.leave(new To(range))));
    rules.addAll(selected(settings, family));
    return rules;
  }

  /** The proxy calls the workload it stands before: what it calls is to come in like any call. */
  private static Rule toItself(Family family, Condition proxy) {
    return new Rule(
        List.of(new OverLoopback(), new NotTo(family.loopback()), proxy), new Verdict.AsInbound());
  }

  private static List<Rule> selected(CaptureSettings settings, Family family) {
    return settings
        .outboundAddresses()
        .included()
        .map(
            ranges ->
                of(family, ranges).stream()
                    .flatMap(
                        range ->
                            redirects(
                                settings.outboundPort(),
                                List.of(new To(range)),
                                settings.outboundPorts())
                                .stream())
                    .toList())
        .orElseGet(() -> redirects(settings.outboundPort(), List.of(), settings.outboundPorts()));
  }

  private static List<Rule> redirects(
      int port, List<Condition> where, Selection<PortRange> selection) {
    Verdict verdict = new Verdict.Redirect(port);
    return selection
        .included()
        .map(ports -> ports.stream().map(range -> new Rule(and(where, range), verdict)).toList())
        .orElseGet(() -> List.of(new Rule(where, verdict)));
  }

  private static List<Condition> and(List<Condition> conditions, PortRange ports) {
    List<Condition> all = new ArrayList<>(conditions);
    all.add(new ToPort(ports));
    return all;
  }

  private static List<CidrRange> of(Family family, List<CidrRange> ranges) {
    return ranges.stream().filter(range -> Family.of(range) == family).toList();
  }
}
