/** The authority of the mesh: its keys, what is trusted while they change, and what is revoked. */
package dev.lateen.citadel.authority;
