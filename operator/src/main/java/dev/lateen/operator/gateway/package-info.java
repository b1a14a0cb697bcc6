/**
 * The Kubernetes Gateway API: {@code api} has its documents, {@code bind} attaches routes to
 * listeners and says what became of each document, {@code model} is what proxies are told from.
 * Pure; nothing here talks to an API server.
 */
package dev.lateen.operator.gateway;
