package dev.lateen.bench.scenario;

import java.util.Optional;
import java.util.function.Consumer;

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
    return load instanceof Load.Paced
        ? under(new Load.Closed(load.connections(), load.streams()))
        : this;
  }

  /** Whether the load itself speaks mutual TLS to the callee's proxy. */
  public boolean isOfHandshakes() {
    return load instanceof Load.Handshakes;
  }

  Scenario twoHops() {
    return changed(with -> with.hops = 2);
  }

  Scenario withMutualTls() {
    return changed(with -> with.mutualTls = true);
  }

  Scenario speaking(Protocol other) {
    return changed(with -> with.protocol = other);
  }

  Scenario withBodies(int bytes) {
    return changed(with -> with.bodyBytes = bytes);
  }

  Scenario withServices(int known) {
    return changed(with -> with.services = known);
  }

  Scenario withAccessLog() {
    return changed(with -> with.accessLog = true);
  }

  Scenario under(Load other) {
    return changed(with -> with.load = other);
  }

  Scenario comparedWith(Scenario plain) {
    return changed(with -> with.reference = Optional.of(plain));
  }

  private Scenario changed(Consumer<Changes> change) {
    var changes = new Changes(this);
    change.accept(changes);
    return changes.made();
  }

  /** The components while one of them changes. */
  private static final class Changes {
    private final String name;
    private Protocol protocol;
    private int hops;
    private boolean mutualTls;
    private int bodyBytes;
    private int services;
    private boolean accessLog;
    private Load load;
    private Optional<Scenario> reference;

    Changes(Scenario from) {
      name = from.name;
      protocol = from.protocol;
      hops = from.hops;
      mutualTls = from.mutualTls;
      bodyBytes = from.bodyBytes;
      services = from.services;
      accessLog = from.accessLog;
      load = from.load;
      reference = from.reference;
    }

    Scenario made() {
      return new Scenario(
          name, protocol, hops, mutualTls, bodyBytes, services, accessLog, load, reference);
    }
  }
}
