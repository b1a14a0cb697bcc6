package dev.lateen.operator.gateway.model;

/**
 * A port of a service.
 *
 * @param hostname fully qualified name of the service
 * @param port its port
 */
public record BackendService(String hostname, int port) {}
