/** A control plane for one machine: the resources that discovery sends, and ADS to stream them. */
package dev.lateen.bench.discovery;
