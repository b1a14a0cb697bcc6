/** The data path as the rest of the sidecar sees it: one object that obeys a model. */
package dev.lateen.sidecar.dataplane;
