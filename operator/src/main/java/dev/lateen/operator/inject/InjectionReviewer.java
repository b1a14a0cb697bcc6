package dev.lateen.operator.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.injection.Injection;
import dev.lateen.injection.InjectionSettings;
import dev.lateen.injection.PodInjector;
import dev.lateen.injection.PodPatch;
import dev.lateen.operator.platform.MeshInForce;
import dev.lateen.operator.status.CurrentMesh;
import io.fabric8.kubernetes.api.model.Pod;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Answers what a pod becomes when it joins the mesh, as a JSON patch (TM-188). It changes nothing
 * itself, so a dry run may ask it. Counted by {@code lateen_injections_total}.
 */
@Singleton
public class InjectionReviewer implements Reviewer {
  private static final Logger LOG = Logger.getLogger(InjectionReviewer.class);

  private final CurrentMesh mesh;
  private final SidecarAddresses addresses;
  private final MeterRegistry meters;

  public InjectionReviewer(CurrentMesh mesh, SidecarAddresses addresses, MeterRegistry meters) {
    this.mesh = mesh;
    this.addresses = addresses;
    this.meters = meters;
  }

  @Override
  public JsonNode review(AdmissionRequest request) {
    Pod pod = read(request.object());
    return switch (injector().inject(pod, request.namespace())) {
      case Injection.Injected(Pod injected) -> {
        count("injected");
        yield patched(request, PodPatch.between(pod, injected));
      }
      case Injection.Skipped _ -> {
        count("skipped");
        yield request.allowed();
      }
      case Injection.Refused(List<FieldError> errors) -> {
        count("refused");
        yield refused(request, errors);
      }
    };
  }

  private PodInjector injector() {
    ServiceMesh inForce =
        mesh.view()
            .flatMap(view -> MeshInForce.among(view.resources().meshes()))
            .orElseThrow(
                () -> new WebhookException("no ServiceMesh is known yet: pods cannot be injected"));
    return new PodInjector(InjectionSettings.of(inForce, addresses.controlPlane(inForce)));
  }

  private static Pod read(JsonNode object) {
    try {
      return PodPatch.read(object);
    } catch (IllegalArgumentException e) {
      throw new WebhookException("request.object: is no pod: " + e.getMessage(), e);
    }
  }

  private static ObjectNode patched(AdmissionRequest request, JsonNode patch) {
    ObjectNode review = request.allowed();
    review
        .withObject("/response")
        .put("patchType", "JSONPatch")
        .put(
            "patch",
            Base64.getEncoder().encodeToString(patch.toString().getBytes(StandardCharsets.UTF_8)));
    return review;
  }

  private static ObjectNode refused(AdmissionRequest request, List<FieldError> errors) {
    String message = errors.stream().map(FieldError::toString).collect(Collectors.joining("\n"));
    LOG.infof(
        "event=injection_refused namespace=%s pod=%s message=\"%s\"",
        request.namespace(), request.object().at("/metadata/name").asText(), message);
    return request.refused("Pod cannot join the mesh: " + message);
  }

  private void count(String outcome) {
    meters.counter("lateen.injections", "outcome", outcome).increment();
  }
}
