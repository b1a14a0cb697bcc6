/** The operator: installs the mesh, validates and compiles rules, and streams configuration. */
package dev.lateen.operator;
