/**
 * The choice of an endpoint: priorities, localities and panic as in Envoy, and within them one
 * algorithm per cluster. Everything is arranged when endpoints or their health change, so that a
 * choice costs no allocation. Belongs to one event loop.
 */
package dev.lateen.sidecar.upstream.balance;
