/**
 * Which connections of a workload are redirected to its sidecar, and telling the kernel so: {@code
 * lateen-sidecar capture}. Settings become rules, rules become the text of a tool, and only {@link
 * dev.lateen.sidecar.capture.rules.Backend} runs it.
 */
package dev.lateen.sidecar.capture.rules;
