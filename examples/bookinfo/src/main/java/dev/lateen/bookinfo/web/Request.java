package dev.lateen.bookinfo.web;

import com.sun.net.httpserver.Headers;

/**
 * A request as a handler sees it.
 *
 * @param method upper case
 * @param path decoded, without the query
 * @param headers by name, in any case
 * @param body decoded as UTF-8; at most {@link WebServer#LARGEST_BODY} bytes
 */
public record Request(String method, String path, Headers headers, String body) {}
