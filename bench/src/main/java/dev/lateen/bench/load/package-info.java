/** Requests are sent and timed by {@code h2load}, answered by a backend that costs little. */
package dev.lateen.bench.load;
