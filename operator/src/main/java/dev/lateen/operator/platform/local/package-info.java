/** The platform of bare metal and of the demo: a watched directory of YAML documents. */
package dev.lateen.operator.platform.local;
