/**
 * The way to the endpoints: per event loop and cluster the choice of an endpoint, its pool of
 * connections, and the connection itself. A connection is made on the loop of its caller and never
 * leaves it, so nothing here is locked.
 */
package dev.lateen.sidecar.upstream;
