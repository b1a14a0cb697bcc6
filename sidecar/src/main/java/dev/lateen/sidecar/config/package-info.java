/** The settings of the sidecar, read from the environment in one place. */
package dev.lateen.sidecar.config;
