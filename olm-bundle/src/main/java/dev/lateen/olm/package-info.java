/**
 * The bundle for the Operator Lifecycle Manager, made of the manifests that {@code lateen install}
 * applies, and the check of one.
 */
package dev.lateen.olm;
