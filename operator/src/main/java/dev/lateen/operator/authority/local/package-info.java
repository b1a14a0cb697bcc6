/** The authority of a mesh directory. */
package dev.lateen.operator.authority.local;
