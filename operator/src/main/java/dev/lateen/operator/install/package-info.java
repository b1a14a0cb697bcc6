/**
 * Installs a mesh on Kubernetes: what a ServiceMesh asks for becomes objects of its namespace, and
 * what became of them becomes its conditions.
 */
package dev.lateen.operator.install;
