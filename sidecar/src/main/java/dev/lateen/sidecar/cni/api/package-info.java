/** The one question that the CNI plug-in and its installer have for the API server. */
package dev.lateen.sidecar.cni.api;
