/** What the decoders of all resource types share: positions, errors, scalar and match values. */
package dev.lateen.sidecar.xds.decode;
