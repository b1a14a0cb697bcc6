/** What is made of the samples: medians and ratios, a table, and a file for programs. */
package dev.lateen.bench.report;
