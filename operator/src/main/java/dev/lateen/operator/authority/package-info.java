/** Runs Citadel in the operator: its life cycle, and the server that issues to workloads. */
package dev.lateen.operator.authority;
