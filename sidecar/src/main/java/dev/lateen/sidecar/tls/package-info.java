/**
 * TLS of both sides: contexts made once per settings and shared by all loops, handshakes, and who
 * the peer must be.
 */
package dev.lateen.sidecar.tls;
