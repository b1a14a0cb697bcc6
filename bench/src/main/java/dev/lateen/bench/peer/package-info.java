/** The proxies that are compared: how each is configured, started, and where it runs. */
package dev.lateen.bench.peer;
