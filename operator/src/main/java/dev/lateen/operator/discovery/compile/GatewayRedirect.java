package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.RequestMatch.Path;
import dev.lateen.operator.gateway.model.RuleAction.Redirect;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import java.util.Optional;

/** Answers with another address. */
final class GatewayRedirect {
  private static final String HTTPS = "https";
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private GatewayRedirect() {}

  static RedirectAction compile(Redirect redirect, Path matched, int listenerPort, boolean secure) {
    var action =
        RedirectAction.newBuilder()
            .setResponseCode(AnswerCompiler.code(redirect.status()))
            .setPortRedirect(port(redirect, listenerPort, secure));
    redirect
        .scheme()
        .or(() -> secure ? Optional.of(HTTPS) : Optional.empty())
        .ifPresent(action::setSchemeRedirect);
    redirect.host().ifPresent(action::setHostRedirect);
    redirect
        .path()
        .ifPresent(change -> action.setRegexRewrite(GatewayPaths.compile(change, matched)));
    return action.build();
  }

  /** That of the scheme where one is given, else the listener's; 0 where it goes without saying. */
  private static int port(Redirect redirect, int listenerPort, boolean secure) {
    if (redirect.port().isPresent()) {
      return redirect.port().getAsInt();
    }
    if (redirect.scheme().isPresent()) {
      return redirect.scheme().get().equals(HTTPS) ? HTTPS_PORT : HTTP_PORT;
    }
    return listenerPort == (secure ? HTTPS_PORT : HTTP_PORT) ? 0 : listenerPort;
  }
}
