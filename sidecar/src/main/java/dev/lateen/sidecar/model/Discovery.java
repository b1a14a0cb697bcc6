package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.List;

/** Where the endpoints of a cluster come from. */
public sealed interface Discovery {
  /**
   * Given: STATIC, or EDS with its assignment.
   *
   * @param endpoints may be empty: every request is answered 503
   */
  record Endpoints(List<Endpoint> endpoints) implements Discovery {
    /** Copies the list. */
    public Endpoints {
      endpoints = List.copyOf(endpoints);
    }
  }

  /**
   * STRICT_DNS or LOGICAL_DNS: every address of every name is an endpoint.
   *
   * @param names endpoints whose address is a host name
   * @param refresh how long a resolution is used. Default 5 s
   */
  record Dns(List<Endpoint> names, Duration refresh) implements Discovery {
    /** 5 s, as Envoy. */
    public static final Duration DEFAULT_REFRESH = Duration.ofSeconds(5);

    /** Copies the list. */
    public Dns {
      names = List.copyOf(names);
    }
  }

  /**
   * Where each request says that it goes, by its authority (Envoy's dynamic forward proxy).
   *
   * @param refresh how long a resolution is used. Default 1 min
   * @param maxHosts how many hosts an event loop remembers. Default 1024
   */
  record Requested(Duration refresh, int maxHosts) implements Discovery {
    /** As Envoy. */
    public static final Requested DEFAULT = new Requested(Duration.ofMinutes(1), 1024);
  }

  /** ORIGINAL_DST: where the captured connection wanted to go. */
  record OriginalDestination() implements Discovery {}
}
