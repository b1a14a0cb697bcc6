/**
 * What a proxy is told to do, as immutable values: listeners, routes, clusters and endpoints. No
 * Netty, no protobuf. One {@link dev.lateen.sidecar.model.ProxyModel} is swapped in as one
 * reference; everything that can be compiled or indexed (regular expressions, domains) is, when the
 * value is made.
 */
package dev.lateen.sidecar.model;
