/** What a kubelet is answered: whether the sidecar is ready, and how the application is. */
package dev.lateen.sidecar.probe;
