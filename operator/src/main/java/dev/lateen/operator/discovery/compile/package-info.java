/**
 * From the mesh model to the xDS v3 resources of one proxy: pure functions, no clock, no I/O, no
 * state. {@link dev.lateen.operator.discovery.compile.SnapshotCompiler} is the way in; names of
 * resources are those of the page "Architecture", section "xDS names".
 */
package dev.lateen.operator.discovery.compile;
