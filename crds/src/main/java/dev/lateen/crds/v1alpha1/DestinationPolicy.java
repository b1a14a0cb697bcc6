package dev.lateen.crds.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * How the calls to one service, or to one version of it, are balanced and limited. Same fields as
 * DestinationPolicy of {@code config.istio.io/v1alpha2} (TM-080..TM-096).
 */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("DestinationPolicy")
@Plural("destinationpolicies")
@ShortNames("dp")
@Categories(ApiGroup.CATEGORY)
@AdditionalPrinterColumn(
    name = "Destination",
    jsonPath = ".spec.destination['name','service']",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Balancing",
    jsonPath = ".spec.loadBalancing.name",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Live",
    jsonPath = ".status.live",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class DestinationPolicy extends CustomResource<DestinationPolicySpec, RuleStatus>
    implements Namespaced {}
