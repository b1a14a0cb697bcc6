package dev.lateen.bench.measure;

import dev.lateen.bench.peer.Deployment;
import dev.lateen.bench.peer.Peer;
import dev.lateen.bench.scenario.Scenario;

/**
 * A peer that runs under a scenario.
 *
 * @param peer what it is
 * @param scenario the one that is measured, or its reference
 * @param deployment its processes
 */
public record Contestant(Peer peer, Scenario scenario, Deployment deployment) {}
