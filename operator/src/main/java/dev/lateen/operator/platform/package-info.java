/**
 * Where services and rules come from: the contract of a platform and what both platforms share. The
 * adapters are in {@code kubernetes} and {@code local}; nothing else knows which of them runs.
 */
package dev.lateen.operator.platform;
