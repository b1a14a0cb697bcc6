package dev.lateen.operator.platform.model;

/**
 * A port of a service.
 *
 * @param name the port's name, empty for the only port of a service (TM-162)
 * @param port the port callers name, 1..65535
 * @param protocol what the port speaks
 */
public record ServicePort(String name, int port, Protocol protocol) {}
