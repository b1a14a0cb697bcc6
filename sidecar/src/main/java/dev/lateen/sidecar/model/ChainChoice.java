package dev.lateen.sidecar.model;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/**
 * Which filter chain takes a connection. As in xDS the conditions are looked at in a fixed order;
 * each leaves the chains that are most specific in it, and there is no way back: a chain that is
 * more specific in an earlier condition rules out the others even when a later one fails it.
 */
final class ChainChoice {
  private static final int NO_MATCH = -1;
  private static final int DESTINATION_CONDITIONS = 2;
  private static final List<ToIntBiFunction<FilterChainMatch, ConnectionFacts>> ORDER =
      List.of(
          ChainChoice::portRank,
          ChainChoice::destinationRank,
          ChainChoice::serverNameRank,
          ChainChoice::transportRank,
          ChainChoice::applicationRank,
          ChainChoice::sourceRank,
          ChainChoice::sourcePortRank);

  private ChainChoice() {}

  static Optional<FilterChain> of(List<FilterChain> chains, ConnectionFacts facts) {
    List<FilterChain> candidates = chains;
    for (ToIntBiFunction<FilterChainMatch, ConnectionFacts> rank : ORDER) {
      if (candidates.isEmpty()) {
        return Optional.empty();
      }
      candidates = best(candidates, facts, rank);
    }
    return candidates.stream().findFirst();
  }

  /** Whether the first bytes decide anything between the chains for this destination. */
  static boolean dependsOnFirstBytes(List<FilterChain> chains, ConnectionFacts facts) {
    return forDestination(chains, facts).stream()
        .anyMatch(chain -> chain.match().looksAtFirstBytes());
  }

  /** Whether one of the chains for this destination terminates TLS. */
  static boolean takesTls(List<FilterChain> chains, ConnectionFacts facts) {
    return forDestination(chains, facts).stream().anyMatch(chain -> chain.tls().isPresent());
  }

  private static List<FilterChain> forDestination(List<FilterChain> chains, ConnectionFacts facts) {
    List<FilterChain> candidates = chains;
    for (var rank : ORDER.subList(0, DESTINATION_CONDITIONS)) {
      candidates = best(candidates, facts, rank);
    }
    return candidates;
  }

  private static List<FilterChain> best(
      List<FilterChain> chains,
      ConnectionFacts facts,
      ToIntBiFunction<FilterChainMatch, ConnectionFacts> rank) {
    List<FilterChain> best = new ArrayList<>(chains.size());
    int highest = 0;
    for (FilterChain chain : chains) {
      int rankOfChain = rank.applyAsInt(chain.match(), facts);
      if (rankOfChain > highest) {
        best.clear();
        highest = rankOfChain;
      }
      if (rankOfChain == highest) {
        best.add(chain);
      }
    }
    return best;
  }

  // Each of these is -1 for no match, 0 for "any", and more the more specific the match is.

  private static int portRank(FilterChainMatch match, ConnectionFacts facts) {
    if (match.destinationPort().isEmpty()) {
      return 0;
    }
    return match.destinationPort().getAsInt() == facts.destination().getPort() ? 1 : NO_MATCH;
  }

  private static int destinationRank(FilterChainMatch match, ConnectionFacts facts) {
    return rank(match.prefixRanges(), facts.destination());
  }

  private static int serverNameRank(FilterChainMatch match, ConnectionFacts facts) {
    return match.serverNames().isEmpty()
        ? 0
        : facts
            .sniffed()
            .serverName()
            .map(name -> ServerNames.rank(match.serverNames(), name))
            .orElse(NO_MATCH);
  }

  private static int transportRank(FilterChainMatch match, ConnectionFacts facts) {
    if (match.transport().isEmpty()) {
      return 0;
    }
    return match.transport().get() == facts.sniffed().transport() ? 1 : NO_MATCH;
  }

  private static int applicationRank(FilterChainMatch match, ConnectionFacts facts) {
    if (match.applicationProtocols().isEmpty()) {
      return 0;
    }
    return Collections.disjoint(
            match.applicationProtocols(), facts.sniffed().applicationProtocols())
        ? NO_MATCH
        : 1;
  }

  private static int sourceRank(FilterChainMatch match, ConnectionFacts facts) {
    return rank(match.sourcePrefixRanges(), facts.source());
  }

  private static int sourcePortRank(FilterChainMatch match, ConnectionFacts facts) {
    if (match.sourcePorts().isEmpty()) {
      return 0;
    }
    return match.sourcePorts().contains(facts.source().getPort()) ? 1 : NO_MATCH;
  }

  /** No range is the range of everything, as in xDS. */
  private static int rank(List<CidrRange> ranges, InetSocketAddress address) {
    if (ranges.isEmpty()) {
      return 0;
    }
    int longest = NO_MATCH;
    for (CidrRange range : ranges) {
      if (range.contains(address.getAddress())) {
        longest = Math.max(longest, range.prefixLength());
      }
    }
    return longest;
  }
}
