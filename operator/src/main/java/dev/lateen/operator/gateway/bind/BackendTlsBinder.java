package dev.lateen.operator.gateway.bind;

import dev.lateen.crds.Hostnames;
import dev.lateen.operator.gateway.api.BackendTlsPolicySpec;
import dev.lateen.operator.gateway.api.BackendTlsPolicySpec.SubjectAltName;
import dev.lateen.operator.gateway.api.BackendTlsPolicySpec.Target;
import dev.lateen.operator.gateway.api.BackendTlsPolicySpec.Validation;
import dev.lateen.operator.gateway.api.Document;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.model.BackendService;
import dev.lateen.operator.gateway.model.BackendTls;
import dev.lateen.operator.gateway.model.BackendTls.ServerName;
import dev.lateen.operator.platform.model.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds how gateways speak TLS to Services. Of two policies for the same Service, or the same port
 * of it, the older one is obeyed; one for a port comes before one for its Service. Confined to one
 * binding.
 */
final class BackendTlsBinder {
  private static final Comparator<Document<?>> OLDEST_FIRST =
      Comparator.comparing((Document<?> policy) -> policy.meta().created())
          .thenComparing(policy -> policy.meta().id());
  private static final String ALL_PORTS = "";

  private final Map<String, Service> services;
  private final Authorities authorities;
  private final Set<List<String>> taken = new HashSet<>();
  private final Map<BackendService, BackendTls> ofPorts = new HashMap<>();
  private final Map<BackendService, BackendTls> ofServices = new HashMap<>();
  private final Map<Document<BackendTlsPolicySpec>, List<Finding>> findings = new LinkedHashMap<>();

  /**
   * For one binding.
   *
   * @param services known services by hostname
   * @param authorities where authorities are
   */
  BackendTlsBinder(Map<String, Service> services, Authorities authorities) {
    this.services = services;
    this.authorities = authorities;
  }

  /** Binds all policies. */
  void bind(List<Document<BackendTlsPolicySpec>> policies) {
    policies.stream().sorted(OLDEST_FIRST).forEach(this::bind);
  }

  private void bind(Document<BackendTlsPolicySpec> policy) {
    Validation validation = policy.spec().validation();
    boolean everybodys =
        validation.caCertificateRefs().isEmpty()
            && "System".equals(validation.wellKnownCACertificates());
    Authorities.Found found =
        everybodys
            ? new Authorities.Found(Optional.empty(), Finding.resolved())
            : authorities.of(policy.meta(), validation.caCertificateRefs(), "InvalidKind");
    boolean usable = everybodys || found.pem().isPresent();
    BackendTls tls =
        usable
            ? new BackendTls.Verified(found.pem(), validation.hostname(), names(validation))
            : new BackendTls.Unverifiable();
    List<Target> free =
        policy.spec().targetRefs().stream()
            .filter(target -> taken.add(List.of(hostname(policy.meta(), target), section(target))))
            .toList();
    free.forEach(target -> put(policy.meta(), target, tls));
    Finding accepted =
        usable
            ? accepted(policy.spec(), free)
            : Finding.refused("NoValidCACertificate", found.resolved().message());
    findings.put(policy, List.of(accepted, found.resolved()));
  }

  private static Finding accepted(BackendTlsPolicySpec spec, List<Target> free) {
    return free.size() < spec.targetRefs().size()
        ? Finding.refused("Conflicted", "An older policy is for the same Service and port.")
        : Finding.accepted();
  }

  private void put(Meta policy, Target target, BackendTls tls) {
    Service service = services.get(hostname(policy, target));
    if (service == null) {
      return;
    }
    boolean whole = section(target).equals(ALL_PORTS);
    service.ports().stream()
        .filter(port -> whole || section(target).equals(port.name()))
        .forEach(
            port ->
                (whole ? ofServices : ofPorts)
                    .put(new BackendService(service.hostname(), port.port()), tls));
  }

  private static List<ServerName> names(Validation validation) {
    return validation.subjectAltNames().isEmpty()
        ? List.of(new ServerName.Host(validation.hostname()))
        : validation.subjectAltNames().stream().map(BackendTlsBinder::name).toList();
  }

  private static ServerName name(SubjectAltName name) {
    return "URI".equals(name.type())
        ? new ServerName.Uri(name.uri())
        : new ServerName.Host(name.hostname());
  }

  private static String section(Target target) {
    return Objects.requireNonNullElse(target.sectionName(), ALL_PORTS);
  }

  private static String hostname(Meta policy, Target target) {
    return target.name() + "." + policy.namespace() + "." + Hostnames.DEFAULT_DOMAIN;
  }

  Map<BackendService, BackendTls> model() {
    Map<BackendService, BackendTls> model = new HashMap<>(ofServices);
    model.putAll(ofPorts);
    return model;
  }

  /**
   * What became of each policy.
   *
   * @param gatewaysOf the Gateways with routes to a service, by its hostname
   */
  List<PolicyReport> reports(Map<String, Set<String>> gatewaysOf) {
    List<PolicyReport> reports = new ArrayList<>();
    findings.forEach(
        (policy, conditions) -> {
          Set<String> gateways = new TreeSet<>();
          policy
              .spec()
              .targetRefs()
              .forEach(
                  target ->
                      gateways.addAll(
                          gatewaysOf.getOrDefault(hostname(policy.meta(), target), Set.of())));
          reports.add(new PolicyReport(policy.meta(), List.copyOf(gateways), conditions));
        });
    return reports;
  }
}
