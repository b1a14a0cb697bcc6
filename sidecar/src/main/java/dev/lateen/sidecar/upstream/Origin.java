package dev.lateen.sidecar.upstream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What the choice of an endpoint may depend on.
 *
 * @param originalDestination where a captured connection wanted to go
 * @param source address of the client
 */
public record Origin(
    Optional<InetSocketAddress> originalDestination, Optional<InetAddress> source) {}
