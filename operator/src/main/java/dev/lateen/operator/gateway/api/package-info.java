/**
 * The documents of the Kubernetes Gateway API (gateway.networking.k8s.io/v1) as far as they are
 * read here: immutable, absent lists empty, everything else absent where the document leaves it
 * out.
 */
package dev.lateen.operator.gateway.api;
