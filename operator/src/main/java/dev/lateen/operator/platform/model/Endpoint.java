package dev.lateen.operator.platform.model;

/**
 * One instance behind one port of a service (TM-140).
 *
 * @param hostname fully qualified name of the service
 * @param servicePort the service's port
 * @param instance the instance
 * @param address where callers connect
 * @param port where callers connect: the sidecar's inbound port where it is explicit, else the
 *     application's
 * @param applicationPort where the application itself listens
 * @param ready whether the platform says it may be called
 */
public record Endpoint(
    String hostname,
    int servicePort,
    InstanceKey instance,
    String address,
    int port,
    int applicationPort,
    boolean ready) {}
