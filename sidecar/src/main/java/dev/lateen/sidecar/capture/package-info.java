/** Where a captured connection wanted to go. */
package dev.lateen.sidecar.capture;
