/** From what discovery sent to the model of a proxy: pure functions, and what is still missing. */
package dev.lateen.sidecar.xds.snapshot;
