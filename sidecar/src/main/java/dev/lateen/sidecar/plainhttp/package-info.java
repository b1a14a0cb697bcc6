/**
 * HTTP beside the data path, for people, probes and scrapers: a small server on the event loops of
 * the process.
 */
package dev.lateen.sidecar.plainhttp;
