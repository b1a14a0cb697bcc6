/** Side-by-side runs of the sidecar and other proxies. */
package dev.lateen.bench;
