/**
 * HTTP/1.1 from the client to the response: the client's connection, one exchange at a time on it,
 * and the tries an exchange makes upstream. Bodies stream; a side that cannot take more stops the
 * other from being read.
 */
package dev.lateen.sidecar.http;
