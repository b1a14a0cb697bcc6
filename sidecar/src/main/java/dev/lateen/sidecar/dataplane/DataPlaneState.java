package dev.lateen.sidecar.dataplane;

import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.stats.EndpointHealth;
import dev.lateen.sidecar.stats.Statistics;
import dev.lateen.sidecar.tls.MeshCertificates;
import dev.lateen.sidecar.tls.TlsEngine;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * What the data path is doing.
 *
 * @param model in force
 * @param listeners addresses bound, by listener name
 * @param transport {@code epoll} or {@code nio}
 * @param tlsEngine what does TLS
 * @param eventLoops number of them
 * @param draining whether it was told to end
 * @param statistics counted since the start
 * @param health of the endpoints in use, by cluster name and address
 * @param logLinesDropped lines of access logs that were not written
 * @param certificates what mutual TLS depends on
 */
public record DataPlaneState(
    ProxyModel model,
    Map<String, InetSocketAddress> listeners,
    String transport,
    TlsEngine tlsEngine,
    int eventLoops,
    boolean draining,
    Statistics statistics,
    Map<String, Map<InetSocketAddress, EndpointHealth>> health,
    long logLinesDropped,
    MeshCertificates certificates) {}
