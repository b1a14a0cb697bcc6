/**
 * The platform that is a Kubernetes cluster, of version 1.29 or newer: informers feed the model.
 */
package dev.lateen.operator.platform.kubernetes;
