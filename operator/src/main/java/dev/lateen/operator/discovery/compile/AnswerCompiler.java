package dev.lateen.operator.discovery.compile;

import com.google.protobuf.ByteString;
import dev.lateen.crds.v1alpha1.HttpBody;
import dev.lateen.crds.v1alpha1.HttpDirectResponse;
import dev.lateen.crds.v1alpha1.HttpRedirect;
import dev.lateen.crds.v1alpha1.HttpRedirect.DerivePort;
import dev.lateen.crds.v1alpha1.HttpRedirect.UriScheme;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.RedirectAction.RedirectResponseCode;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Answers the proxy gives by itself (TM-005, TM-040, TS-01). */
final class AnswerCompiler {
  private static final int SERVICE_UNAVAILABLE = 503;

  private AnswerCompiler() {}

  static RedirectAction redirect(HttpRedirect redirect) {
    var action = RedirectAction.newBuilder().setResponseCode(code(redirect.redirectCode()));
    Optional.ofNullable(redirect.uri()).ifPresent(action::setPathRedirect);
    Optional.ofNullable(redirect.prefixRewrite()).ifPresent(action::setPrefixRewrite);
    Optional.ofNullable(redirect.authority()).ifPresent(action::setHostRedirect);
    Optional.ofNullable(redirect.scheme())
        .ifPresent(scheme -> action.setSchemeRedirect(scheme.name().toLowerCase(Locale.ROOT)));
    Optional.ofNullable(redirect.port()).ifPresent(action::setPortRedirect);
    if (redirect.derivePort() == DerivePort.FROM_PROTOCOL_DEFAULT) {
      action.setPortRedirect(redirect.scheme() == UriScheme.HTTPS ? 443 : 80);
    }
    return action.build();
  }

  static DirectResponseAction directly(HttpDirectResponse response) {
    var action = DirectResponseAction.newBuilder().setStatus(response.status());
    Optional.ofNullable(response.body()).ifPresent(body -> action.setBody(source(body)));
    return action.build();
  }

  /** 503 with a reason for people. */
  static DirectResponseAction unavailable(String reason) {
    return DirectResponseAction.newBuilder()
        .setStatus(SERVICE_UNAVAILABLE)
        .setBody(DataSource.newBuilder().setInlineString(reason))
        .build();
  }

  private static DataSource source(HttpBody body) {
    var source = DataSource.newBuilder();
    return body.bytes() == null
        ? source.setInlineString(body.string()).build()
        : source
            .setInlineBytes(ByteString.copyFrom(Base64.getDecoder().decode(body.bytes())))
            .build();
  }

  static RedirectResponseCode code(int status) {
    return switch (status) {
      case 301 -> RedirectResponseCode.MOVED_PERMANENTLY;
      case 303 -> RedirectResponseCode.SEE_OTHER;
      case 307 -> RedirectResponseCode.TEMPORARY_REDIRECT;
      case 308 -> RedirectResponseCode.PERMANENT_REDIRECT;
      default -> RedirectResponseCode.FOUND;
    };
  }
}
