/** One event loop's share of the data path, and what all loops share of one model. */
package dev.lateen.sidecar.worker;
