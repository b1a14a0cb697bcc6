package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.ConnectionFacts;
import dev.lateen.sidecar.upstream.Origin;

/**
 * Where a client's connection came in.
 *
 * @param acceptedBy name of the listener with the socket
 * @param facts by which its filter chain is chosen
 * @param origin what a choice of endpoint may look at
 * @param principal SPIFFE ID that the client proved; empty where it did not
 */
public record ConnectionInfo(
    String acceptedBy, ConnectionFacts facts, Origin origin, String principal) {}
