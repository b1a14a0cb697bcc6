package dev.lateen.sidecar.admin;

import io.vertx.core.MultiMap;
import java.util.function.Function;

/**
 * What can be asked under one path.
 *
 * @param method the only one it knows
 * @param handler answers, given the parameters of the query; must not block
 */
record Endpoint(String method, Function<MultiMap, Answer> handler) {}
