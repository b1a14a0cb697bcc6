/** Whom the mesh trusts, as the certificate authority says it and discovery spreads it. */
package dev.lateen.operator.identity;
