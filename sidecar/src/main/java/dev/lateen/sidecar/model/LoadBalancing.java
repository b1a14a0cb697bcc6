package dev.lateen.sidecar.model;

/** How an endpoint of a cluster is chosen (TM-083..TM-085). */
public enum LoadBalancing {
  /** In turn, by weight. The default. */
  ROUND_ROBIN,
  /** Of two random ones, that with fewer requests under way. */
  LEAST_REQUEST,
  /** Any. */
  RANDOM,
  /** By hash on a ring. */
  RING_HASH,
  /** By hash in a Maglev table. */
  MAGLEV
}
