/**
 * Tools of one event loop: cheap deadlines and even distributions. Everything here belongs to one
 * thread unless it says otherwise.
 */
package dev.lateen.sidecar.loop;
