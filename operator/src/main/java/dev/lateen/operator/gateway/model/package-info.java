/** Gateways and routes with every reference resolved: what discovery compiles. Immutable. */
package dev.lateen.operator.gateway.model;
