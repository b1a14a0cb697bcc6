package dev.lateen.bench.scenario;

import java.util.Optional;

/**
 * One line of the table.
 *
 * @param name as options and results call it
 * @param protocol what the proxies speak
 * @param hops proxies between load and backend, 1 or 2
 * @param mutualTls whether the two hops speak TLS 1.3 with certificates on both sides
 * @param bodyBytes of each response
 * @param services known to the first proxy; the last of them is called
 * @param accessLog whether each request is written to a file
 * @param load how requests arrive
 * @param reference a scenario that this one adds something to, measured in the same rounds
 */
public record Scenario(
    String name,
    Protocol protocol,
    int hops,
    boolean mutualTls,
    int bodyBytes,
    int services,
    boolean accessLog,
    Load load,
    Optional<Scenario> reference) {
  private static final int KIB = 1024;

  /** HTTP/1.1 through one proxy, 1 KiB, 64 connections. */
  static Scenario http1(String name) {
    return new Scenario(
        name, Protocol.HTTP1, 1, false, KIB, 1, false, new Load.Closed(64, 1), Optional.empty());
  }

  /** The authority that is called: that of the last service. */
  public String authority() {
    return hostname(services - 1) + ":" + port();
  }

  /** The port of every service. */
  public int port() {
    return 9080;
  }

  /** The name of a service, numbered from 0. */
  public static String hostname(int service) {
    return "service-" + service + ".default.svc.cluster.local";
  }

  /** The path that is asked for: the backend answers with as many bytes. */
  public String path() {
    return "/" + bodyBytes;
  }

  /** The same under as much load as its connections carry, for the time before measuring. */
  public Scenario warmUp() {
    return under(new Load.Closed(load.connections(), load.streams()));
  }

  Scenario twoHops() {
    return new Scenario(
        name, protocol, 2, mutualTls, bodyBytes, services, accessLog, load, reference);
  }

  Scenario withMutualTls() {
    return new Scenario(
        name, protocol, hops, true, bodyBytes, services, accessLog, load, reference);
  }

  Scenario speaking(Protocol other) {
    return new Scenario(
        name, other, hops, mutualTls, bodyBytes, services, accessLog, load, reference);
  }

  Scenario withBodies(int bytes) {
    return new Scenario(
        name, protocol, hops, mutualTls, bytes, services, accessLog, load, reference);
  }

  Scenario withServices(int known) {
    return new Scenario(
        name, protocol, hops, mutualTls, bodyBytes, known, accessLog, load, reference);
  }

  Scenario withAccessLog() {
    return new Scenario(
        name, protocol, hops, mutualTls, bodyBytes, services, true, load, reference);
  }

  Scenario under(Load other) {
    return new Scenario(
        name, protocol, hops, mutualTls, bodyBytes, services, accessLog, other, reference);
  }

  Scenario comparedWith(Scenario plain) {
    return new Scenario(
        name, protocol, hops, mutualTls, bodyBytes, services, accessLog, load, Optional.of(plain));
  }
}
