/** Says in the cluster what became of Ingresses: their addresses, and what is wrong with them. */
package dev.lateen.operator.install.ingress;
