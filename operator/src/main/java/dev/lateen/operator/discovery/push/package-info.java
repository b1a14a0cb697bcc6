/**
 * Streams snapshots to proxies over ADS: state of the world and delta, make before break, ACK and
 * NACK by proxy and type. All state belongs to one thread, the loop of {@link
 * dev.lateen.operator.discovery.push.PushLoop}; gRPC threads only hand requests over to it.
 */
package dev.lateen.operator.discovery.push;
