/**
 * HTTP/1 on the wire (RFC 9112): what is received is read strictly, with one meaning or none, and
 * kept as the bytes it came in; what is sent goes out in as few buffers as possible. Speaks Netty's
 * message types to its neighbours.
 */
package dev.lateen.sidecar.http1;
