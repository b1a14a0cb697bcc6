package dev.lateen.operator.gateway.model;

import java.util.List;

/**
 * Cross-origin requests that are allowed.
 *
 * @param origins origins, {@code *} for any part
 * @param credentials whether they may carry credentials
 * @param methods methods
 * @param headers headers of requests
 * @param exposed headers of responses that scripts may read
 * @param maxAgeSeconds how long browsers keep the answer
 */
public record CrossOrigin(
    List<String> origins,
    boolean credentials,
    List<String> methods,
    List<String> headers,
    List<String> exposed,
    int maxAgeSeconds) {

  public CrossOrigin {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    exposed = List.copyOf(exposed);
  }
}
