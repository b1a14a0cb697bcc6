/** The running sidecar: what is started in which order, when it is ready, and how it ends. */
package dev.lateen.sidecar.lifecycle;
