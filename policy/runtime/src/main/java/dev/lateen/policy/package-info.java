/** The policy engine: attributes, expressions, adapters. */
package dev.lateen.policy;
