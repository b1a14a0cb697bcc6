/**
 * Counters of the data path: one writer each (an event loop), folded over the loops when they are
 * read.
 */
package dev.lateen.sidecar.stats;
