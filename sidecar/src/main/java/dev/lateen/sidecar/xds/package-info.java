/**
 * The client of discovery: xDS v3, state of the world, over one aggregated stream (ADS). Responses
 * are decoded away from the event loops; a model replaces the live one only when it is complete.
 */
package dev.lateen.sidecar.xds;
