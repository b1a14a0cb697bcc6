/**
 * What is done to a request or response on its way, each as a function of the model and the
 * headers.
 */
package dev.lateen.sidecar.filter;
