package dev.lateen.sidecar.http;

import dev.lateen.sidecar.upstream.Origin;
import java.net.InetSocketAddress;

/**
 * Where a client's connection came in.
 *
 * @param acceptedBy name of the listener with the socket
 * @param destination original destination, or the local address
 * @param origin what a choice of endpoint may look at
 */
public record ConnectionInfo(String acceptedBy, InetSocketAddress destination, Origin origin) {}
