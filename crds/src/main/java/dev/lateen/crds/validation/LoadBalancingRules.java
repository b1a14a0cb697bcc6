package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.duration;
import static dev.lateen.crds.validation.CommonRules.notImplemented;
import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of how an instance is chosen (TM-083..TM-085, TS-02, TS-07, TS-27). */
final class LoadBalancingRules {
  private static final int CERTAIN = 30;
  private static final int WHOLE = 100;
  private static final List<String> WITH_SLOW_START = List.of("ROUND_ROBIN", "LEAST_CONN");

  /** Region, zone and part of the zone; what comes after a star is a star too. */
  private static final Pattern LOCALITY =
      Pattern.compile("[*](/[*]){0,2}|[^/*]+((/[*]){0,2}|/[^/*]+(/([*]|[^/*]+))?)");

  private LoadBalancingRules() {}

  static Stream<FieldError> check(Field balancing) {
    var slowStart = balancing.child("slowStart");
    var name = balancing.has("name") ? balancing.child("name").text() : WITH_SLOW_START.getFirst();
    return all(
        notImplemented(balancing.child("custom"), "use name"),
        when(
            balancing.has("consistentHash") && balancing.has("name"),
            balancing.child("consistentHash"),
            "excludes name: leave one of them out"),
        when(
            slowStart.present()
                && (balancing.has("consistentHash") || !WITH_SLOW_START.contains(name)),
            slowStart,
            "only goes with ROUND_ROBIN and LEAST_CONN"),
        duration(slowStart.child("window")),
        when(
            slowStart.child("aggression").node().isNumber()
                && slowStart.child("aggression").node().asDouble() <= 0,
            slowStart.child("aggression"),
            "must be more than 0"),
        hash(balancing.child("consistentHash")),
        locality(balancing.child("locality")));
  }

  private static Stream<FieldError> hash(Field hash) {
    if (!hash.node().isObject()) {
      return Stream.empty();
    }
    long keys =
        Stream.of("httpHeaderName", "httpCookie", "httpQueryParameterName")
                .filter(hash::has)
                .count()
            + (hash.child("useSourceIp").node().asBoolean() ? 1 : 0);
    var ring = hash.child("ringHash");
    var size = hash.child("maglev").child("tableSize");
    return all(
        when(
            keys != 1,
            hash,
            "exactly one of httpHeaderName, httpCookie, useSourceIp, httpQueryParameterName must"
                + " be set"),
        when(
            ring.present() && hash.has("maglev"),
            hash.child("maglev"),
            "excludes ringHash: leave one of them out"),
        when(
            ring.has("minimumRingSize")
                && ring.has("maximumRingSize")
                && ring.child("minimumRingSize").node().asLong()
                    > ring.child("maximumRingSize").node().asLong(),
            ring.child("minimumRingSize"),
            "must not be more than maximumRingSize"),
        when(
            size.node().isIntegralNumber()
                && !BigInteger.valueOf(size.node().asLong()).isProbablePrime(CERTAIN),
            size,
            "must be a prime number, such as 65537"));
  }

  private static Stream<FieldError> locality(Field locality) {
    long kinds =
        Stream.of("distribute", "failover", "failoverPriority")
            .filter(kind -> locality.child(kind).filled())
            .count();
    return all(
        when(
            kinds > 1,
            locality,
            "distribute, failover and failoverPriority exclude each other: keep one"),
        locality.child("distribute").items().stream().flatMap(LoadBalancingRules::shares),
        locality.child("failover").items().stream()
            .flatMap(
                failover ->
                    when(
                        failover.has("from")
                            && failover.child("from").text().equals(failover.child("to").text()),
                        failover.child("to"),
                        "must be another region than from")));
  }

  private static Stream<FieldError> shares(Field shares) {
    var to = shares.child("to");
    int total = to.entries().stream().mapToInt(share -> share.node().asInt()).sum();
    return all(
        place(shares.child("from"), shares.child("from").text()),
        to.keys().flatMap(key -> place(to.entry(key), key)),
        when(
            to.filled() && total != WHOLE,
            to,
            "the shares must add up to 100 (here " + total + ")"));
  }

  private static Stream<FieldError> place(Field at, String text) {
    return when(
        at.present() && !LOCALITY.matcher(text).matches(),
        at,
        "must be region, region/zone or region/zone/subZone; the last parts may be *");
  }
}
