package dev.lateen.injection;

import dev.lateen.crds.v1alpha1.SidecarCapture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code lateen-sidecar capture} is told, whoever runs it (TM-191). */
final class CaptureOptions {
  private CaptureOptions() {}

  /** One option after the other, each followed by its value; no value has a space. */
  static List<String> of(SidecarCapture capture) {
    List<String> options = new ArrayList<>();
    add(options, "--inbound-port", List.of(InjectionNames.INBOUND_PORT));
    add(options, "--outbound-port", List.of(InjectionNames.OUTBOUND_PORT));
    add(options, "--proxy-uid", List.of(InjectionNames.PROXY_UID));
    add(options, "--include-outbound-ports", capture.includeOutboundPorts());
    add(options, "--exclude-outbound-ports", capture.excludeOutboundPorts());
    add(options, "--include-inbound-ports", capture.includeInboundPorts());
    add(options, "--exclude-inbound-ports", capture.excludeInboundPorts());
    add(options, "--include-outbound-cidrs", capture.includeOutboundCidrs());
    add(options, "--exclude-outbound-cidrs", capture.excludeOutboundCidrs());
    return options;
  }

  private static void add(List<String> options, String option, List<?> values) {
    if (!values.isEmpty()) {
      options.add(option);
      options.add(values.stream().map(Object::toString).collect(Collectors.joining(",")));
    }
  }
}
