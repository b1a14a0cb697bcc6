/** What is measured: the fixed set of scenarios and the load each of them is under. */
package dev.lateen.bench.scenario;
