/**
 * The service model every platform adapter fills and the rest of the operator reads (TM-140).
 * Immutable; knows no platform.
 */
package dev.lateen.operator.platform.model;
