/** Reports on each EgressRule. */
package dev.lateen.operator.rules.egressrule;
