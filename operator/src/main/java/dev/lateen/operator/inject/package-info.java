/** Admission: what the API server asks the operator before it stores a resource of ours. */
package dev.lateen.operator.inject;
