/** Tests of the packaged operator against the API server that KUBECONFIG names. */
package dev.lateen.operator.cluster;
