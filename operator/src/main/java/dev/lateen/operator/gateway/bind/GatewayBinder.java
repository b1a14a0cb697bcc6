package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.Document;
import dev.lateen.operator.gateway.api.GatewayDocuments;
import dev.lateen.operator.gateway.api.GatewaySpec;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.api.TlsSecret;
import dev.lateen.operator.gateway.bind.GatewayReport.ListenerReport;
import dev.lateen.operator.gateway.bind.Parents.Place;
import dev.lateen.operator.gateway.model.GatewayListener;
import dev.lateen.operator.gateway.model.GatewayListener.Content;
import dev.lateen.operator.gateway.model.GatewayModel;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.Service;
import dev.lateen.operator.platform.model.ServiceRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes of the documents of the Gateway API what proxies are told from, and says what became of
 * each. Pure: the same documents give an equal binding.
 */
public final class GatewayBinder {
  /** Who serves: {@code controllerName} of GatewayClasses that are ours. */
  public static final String CONTROLLER = "lateen.dev/gateway";

  private final GatewayDocuments documents;
  private final Map<String, List<ListenerState>> listeners = new LinkedHashMap<>();
  private final Authorities authorities;
  private final Map<String, Service> services;
  private final RouteBinder routes;

  private GatewayBinder(
      GatewayDocuments documents, Map<String, TlsSecret> secrets, ServiceRegistry registry) {
    this.documents = documents;
    var grants = new Grants(documents.grants());
    this.authorities = new Authorities(documents.authorities(), grants);
    var checks = new ListenerChecks(new Certificates(secrets, grants), authorities);
    ours().forEach(gateway -> listeners.put(gateway.meta().id(), checks.judge(gateway)));
    this.services =
        registry.services().stream()
            .collect(Collectors.toMap(Service::hostname, Function.identity()));
    this.routes =
        new RouteBinder(
            new Parents(listeners, documents.namespaces()),
            new ServiceParents(services),
            new Backends(services, grants));
  }

  /**
   * Binds everything.
   *
   * @param documents what is asked for
   * @param secrets certificates by {@code namespace/name}
   * @param registry where backends are
   */
  public static Binding bind(
      GatewayDocuments documents, Map<String, TlsSecret> secrets, ServiceRegistry registry) {
    return new GatewayBinder(documents, secrets, registry).bind();
  }

  private Binding bind() {
    List<RouteReport> reports = routes.attach(documents);
    var backendTls = new BackendTlsBinder(services, authorities);
    backendTls.bind(documents.backendTls());
    Map<InstanceKey, List<GatewayListener>> model = new LinkedHashMap<>();
    ours()
        .forEach(
            gateway ->
                model.put(
                    new InstanceKey(gateway.meta().namespace(), gateway.meta().name()),
                    listeners.get(gateway.meta().id()).stream()
                        .filter(state -> state.programmed() && !hasParameters(gateway))
                        .map(state -> listener(gateway.meta(), state))
                        .toList()));
    return new Binding(
        new GatewayModel(model, routes.ofServices(), backendTls.model()),
        classes(),
        ours().stream().map(this::report).toList(),
        reports,
        backendTls.reports(routes.gatewaysOf()));
  }

  private List<Meta> classes() {
    return documents.classes().stream()
        .filter(document -> CONTROLLER.equals(document.spec().controllerName()))
        .map(Document::meta)
        .toList();
  }

  private List<Document<GatewaySpec>> ours() {
    Set<String> names = classes().stream().map(Meta::name).collect(Collectors.toSet());
    return documents.gateways().stream()
        .filter(gateway -> names.contains(gateway.spec().gatewayClassName()))
        .toList();
  }

  private GatewayListener listener(Meta gateway, ListenerState state) {
    var place = new Place(gateway.id(), state.listener().name());
    Content content =
        switch (state.listener().protocol()) {
          case "TLS" -> new Content.Tls(state.certificates(), routes.bytes(place));
          case "TCP" -> new Content.Tcp(routes.bytes(place));
          default -> new Content.Http(state.certificates(), state.clients(), routes.http(place));
        };
    return new GatewayListener(
        state.listener().name(),
        state.listener().port(),
        state.listener().host().map(Hosts::lower),
        content);
  }

  private GatewayReport report(Document<GatewaySpec> gateway) {
    List<ListenerState> states = listeners.get(gateway.meta().id());
    return new GatewayReport(
        gateway,
        accepted(gateway, states),
        states.stream()
            .map(
                state ->
                    new ListenerReport(
                        state.listener().name(),
                        state.listener().port(),
                        state.programmed() && !hasParameters(gateway),
                        state.kinds(),
                        routes.attached(new Place(gateway.meta().id(), state.listener().name())),
                        state.findings()))
            .toList());
  }

  private static boolean hasParameters(Document<GatewaySpec> gateway) {
    return gateway.spec().infrastructureOrNone().parametersRef() != null;
  }

  /** A Gateway is obeyed as far as one of its listeners is. */
  private static Finding accepted(Document<GatewaySpec> gateway, List<ListenerState> states) {
    if (hasParameters(gateway)) {
      return Finding.refused(
          "InvalidParameters",
          "spec.infrastructure.parametersRef: no kind of parameters is known.");
    }
    long valid = states.stream().filter(ListenerState::programmed).count();
    if (valid == states.size()) {
      return Finding.accepted();
    }
    String message = "%d of %d listeners are valid.".formatted(valid, states.size());
    return new Finding(Finding.ACCEPTED, valid > 0, "ListenersNotValid", message);
  }
}
