package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.stats.CounterRegistry;
import dev.lateen.sidecar.tls.LoopTls;
import io.netty.channel.EventLoop;
import java.util.random.RandomGenerator;

/**
 * What the parts of one event loop share.
 *
 * @param index which of the process's loops it is, from 0
 * @param loop the loop; everything below is used on it alone
 * @param transport its kind of sockets
 * @param deadlines its timer wheel
 * @param random its random numbers
 * @param counters its counters
 * @param resolver finds host names
 * @param tls TLS as this loop uses it
 */
public record LoopContext(
    int index,
    EventLoop loop,
    Transport transport,
    Deadlines deadlines,
    RandomGenerator random,
    CounterRegistry counters,
    Resolver resolver,
    LoopTls tls) {}
