package dev.lateen.operator.gateway.api;

/**
 * One document.
 *
 * @param meta who it is
 * @param spec what it asks for
 * @param <S> its kind
 */
public record Document<S>(Meta meta, S spec) {}
