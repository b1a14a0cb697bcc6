package dev.lateen.operator.discovery.push;

import dev.lateen.operator.discovery.snapshot.Resource;
import dev.lateen.operator.discovery.snapshot.ResourceSet;
import dev.lateen.operator.discovery.snapshot.ResourceType;
import java.util.List;

/**
 * One response.
 *
 * @param type type of the resources
 * @param nonce what the answer will name
 * @param whole everything the client wants of the type: what it has once it accepts
 * @param changed those of them it has not yet, or has in another version
 * @param removed names it has or wants and that do not exist
 */
record Offer(
    ResourceType type,
    String nonce,
    ResourceSet whole,
    List<Resource> changed,
    List<String> removed) {}
