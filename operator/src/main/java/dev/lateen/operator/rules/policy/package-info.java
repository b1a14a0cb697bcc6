/** Reports on each Policy. */
package dev.lateen.operator.rules.policy;
