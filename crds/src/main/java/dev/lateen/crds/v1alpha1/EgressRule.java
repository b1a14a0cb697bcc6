package dev.lateen.crds.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * Lets workloads reach hosts outside the mesh. Same fields as EgressRule of {@code
 * config.istio.io/v1alpha2} (TM-130..TM-137).
 */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("EgressRule")
@ShortNames("er")
@Categories(ApiGroup.CATEGORY)
@AdditionalPrinterColumn(
    name = "Service",
    jsonPath = ".spec.destination.service",
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
public class EgressRule extends CustomResource<EgressRuleSpec, RuleStatus> implements Namespaced {}
