package dev.lateen.sidecar.upstream.balance;

import dev.lateen.sidecar.model.Locality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The endpoints of one priority that may be used.
 *
 * @param upTo the percent of requests up to which they come here
 * @param choices one for each endpoint, made beforehand
 * @param chooser among them; of a list that is empty it is never asked
 */
record Level<C>(int upTo, List<Optional<C>> choices, Chooser chooser) {
  private static final double OVERPROVISIONED = 1.4;

  Optional<C> choose(long hash) {
    return choices.isEmpty() ? Optional.empty() : choices.get(chooser.choose(hash));
  }

  /** All of a priority. */
  static <C extends Candidate> Level<C> flat(int upTo, List<C> members, Choosers choosers) {
    return new Level<>(
        upTo,
        members.stream().map(Optional::of).toList(),
        members.isEmpty() ? hash -> 0 : choosers.of(members));
  }

  /** Those of a priority that are well. */
  static <C extends Candidate> Level<C> healthy(
      int upTo, List<C> all, boolean byLocality, Choosers choosers, RandomGenerator random) {
    return byLocality
        ? byLocality(upTo, all, choosers, random)
        : flat(upTo, all.stream().filter(Candidate::isHealthy).toList(), choosers);
  }

  /** A locality that lost endpoints gives up its share as a priority does. */
  private static <C extends Candidate> Level<C> byLocality(
      int upTo, List<C> all, Choosers choosers, RandomGenerator random) {
    Map<Locality, List<C>> localities = new LinkedHashMap<>();
    all.forEach(
        candidate ->
            localities
                .computeIfAbsent(candidate.locality(), key -> new ArrayList<>())
                .add(candidate));
    List<C> usable = new ArrayList<>();
    List<LocalityChoice> parts = new ArrayList<>();
    localities.forEach(
        (locality, members) -> {
          List<C> well = members.stream().filter(Candidate::isHealthy).toList();
          if (!well.isEmpty() && locality.weight() > 0) {
            double share = Math.min(1, OVERPROVISIONED * well.size() / members.size());
            parts.add(
                new LocalityChoice(locality.weight() * share, usable.size(), choosers.of(well)));
            usable.addAll(well);
          }
        });
    return parts.isEmpty()
        ? flat(upTo, List.of(), choosers)
        : new Level<>(
            upTo, usable.stream().map(Optional::of).toList(), new LocalityChooser(parts, random));
  }
}
