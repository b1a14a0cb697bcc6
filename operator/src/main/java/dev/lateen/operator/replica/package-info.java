/** Several operators for one mesh: one of them leads, all of them serve. */
package dev.lateen.operator.replica;
