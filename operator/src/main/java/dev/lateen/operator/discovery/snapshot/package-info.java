/**
 * What is sent, as bytes with versions: the version of a resource, and of a set of resources, is a
 * hash of its content. Immutable.
 */
package dev.lateen.operator.discovery.snapshot;
