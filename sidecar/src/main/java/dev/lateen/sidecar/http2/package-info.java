/**
 * HTTP/2 on one connection, either side (RFC 9113): frames, header compression (RFC 7541, Netty's),
 * streams, flow control, and what a peer may not do. A stream takes and gives Netty's HTTP/1
 * message types, so that whatever uses it need not know the version. One event loop owns a
 * connection and all its streams; nothing here is locked.
 */
package dev.lateen.sidecar.http2;
