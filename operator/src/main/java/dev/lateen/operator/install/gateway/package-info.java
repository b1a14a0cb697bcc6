/** Installs what Gateways of the Gateway API ask for, and writes the statuses of its documents. */
package dev.lateen.operator.install.gateway;
