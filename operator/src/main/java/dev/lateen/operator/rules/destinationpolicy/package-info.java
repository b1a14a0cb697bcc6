/** Reports on each DestinationPolicy. */
package dev.lateen.operator.rules.destinationpolicy;
