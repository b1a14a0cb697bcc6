/** Tokens that say who a workload is (SPIFFE JWT-SVID), and the keys they are verified by. */
package dev.lateen.citadel.jwt;
