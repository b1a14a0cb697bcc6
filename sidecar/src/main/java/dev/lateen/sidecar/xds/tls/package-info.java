/** Transport sockets: TLS of listeners and clusters. */
package dev.lateen.sidecar.xds.tls;
