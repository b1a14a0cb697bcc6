package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * GatewayClass.
 *
 * @param controllerName who serves Gateways of the class
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GatewayClassSpec(String controllerName) {}
