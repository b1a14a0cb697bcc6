package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.plainhttp.Answer;
import dev.lateen.sidecar.plainhttp.Request;
import java.util.function.Function;

/**
 * What can be asked under one path.
 *
 * @param method the only one it knows
 * @param handler answers; must not block
 */
record Endpoint(String method, Function<Request, Answer> handler) {}
