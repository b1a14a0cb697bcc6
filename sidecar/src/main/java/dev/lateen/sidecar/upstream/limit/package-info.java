/**
 * Limits of a cluster that hold for the whole process (circuit breakers), taken and given back on
 * any event loop without locks.
 */
package dev.lateen.sidecar.upstream.limit;
