/** Micro-benchmarks (JMH) of what every request pays for. */
package dev.lateen.bench.micro;
