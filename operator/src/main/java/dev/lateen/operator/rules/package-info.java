/** Which rules are in force: validation of each by itself and against the others, pure. */
package dev.lateen.operator.rules;
