/**
 * Interleaved rounds: what each peer's processes used while it carried a fixed number of requests.
 */
package dev.lateen.bench.measure;
