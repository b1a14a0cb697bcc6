package dev.lateen.tour;

import dev.lateen.tour.mesh.LocalMesh;
import dev.lateen.tour.mesh.RuleChange;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The tour: rules, and what visitors of the page see before and after each. */
final class Story {
  private static final Duration LIVE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final Optional<String> ANYONE = Optional.empty();
  private static final Optional<String> JASON = Optional.of("jason");
  private static final String RULES = "examples/bookinfo/rules/";

  private final LocalMesh mesh;
  private final Path root;
  private final Screen screen;
  private final Page page;

  Story(LocalMesh mesh, Path root, Screen screen) {
    this.mesh = mesh;
    this.root = root;
    this.screen = screen;
    this.page = new Page(mesh.probe(), mesh.page());
  }

  /** Tells all of it; true when every effect was seen. */
  boolean tell() {
    return Stream.<BooleanSupplier>of(
            this::noRules, this::allToV1, this::jasonToV2, this::split, this::delay)
        .map(BooleanSupplier::getAsBoolean)
        .reduce(true, Boolean::logicalAnd);
  }

  private boolean noRules() {
    screen.title("  1  No rules: the versions of reviews take turns");
    var sample = page.visit(90, ANYONE);
    return compare(
        "90 visits",
        Optional.empty(),
        sample,
        List.of(
            new Expectation(Stars.NONE, 25, 35),
            new Expectation(Stars.BLACK, 25, 35),
            new Expectation(Stars.RED, 25, 35)));
  }

  private boolean allToV1() {
    screen.title("  2  Everything to v1: nobody sees stars");
    var before = page.visit(100, ANYONE);
    return apply("all-v1.yaml")
        & compare(
            "100 visits", Optional.of(before), page.visit(100, ANYONE), only(Stars.NONE, 100));
  }

  private boolean jasonToV2() {
    screen.title("  3  Who is logged in as jason meets v2 (cookie user=jason)");
    var before = page.visit(50, JASON);
    var applied = apply("reviews-jason-v2.yaml");
    return applied
        & compare(
            "50 visits of jason", Optional.of(before), page.visit(50, JASON), only(Stars.BLACK, 50))
        & compare(
            "50 visits of others", Optional.empty(), page.visit(50, ANYONE), only(Stars.NONE, 50));
  }

  private boolean split() {
    screen.title("  4  Half to v1, half to v3");
    var before = page.visit(100, ANYONE);
    return apply("reviews-50-50-v1-v3.yaml")
        & compare(
            "100 visits",
            Optional.of(before),
            page.visit(100, ANYONE),
            List.of(
                new Expectation(Stars.NONE, 45, 55),
                new Expectation(Stars.BLACK, 0, 0),
                new Expectation(Stars.RED, 45, 55)));
  }

  private boolean delay() {
    screen.title("  5  ratings answers 2 s late: jason, who sees stars, waits");
    var before = page.visit(5, JASON);
    var applied = apply("ratings-delay-2s.yaml");
    var after = page.visit(2, JASON);
    var late =
        after.median().compareTo(DELAY) >= 0 && after.median().compareTo(DELAY.plusSeconds(1)) < 0;
    var stars = after.count(Stars.BLACK.header()) == 2;
    screen.table(
        "visits of jason",
        List.of(
            new Screen.Row(
                "time of a page (median)",
                millis(before.median()),
                millis(after.median()),
                "2000 to 2999 ms",
                late),
            new Screen.Row(
                "with black stars", "5 of 5", after.count("black") + " of 2", "2 of 2", stars)));
    return undelay() & applied & late & stars;
  }

  private boolean undelay() {
    screen.line("");
    screen.command("bin/lateen delete routerule ratings-delay");
    mesh.files().delete("RouteRule", "ratings-delay");
    return judge(
        () -> {
          var took =
              Await.until(
                  "a fast page",
                  LIVE_TIMEOUT,
                  () -> page.answersWithin(DELAY.dividedBy(10), "jason"));
          return "fast again after " + millis(took);
        });
  }

  private boolean apply(String file) {
    screen.command("bin/lateen apply -f " + RULES + file);
    return judge(
        () -> {
          var live =
              new RuleChange(mesh.files(), LIVE_TIMEOUT).apply(read(root.resolve(RULES + file)));
          return "%s live on %s proxies after %d ms"
              .formatted(
                  live.rules() == 1 ? "rule" : live.rules() + " rules",
                  live.proxies().replace("/", " of "),
                  live.took().toMillis());
        });
  }

  private boolean judge(Supplier<String> attempt) {
    try {
      screen.verdict(true, attempt.get());
      return true;
    } catch (Await.AwaitTimeoutException late) {
      screen.verdict(false, late.getMessage());
      return false;
    }
  }

  private boolean compare(
      String visits, Optional<Sample> before, Sample after, List<Expectation> expected) {
    var rows =
        Stream.concat(
                expected.stream().map(expectation -> expectation.row(before, after)),
                unexpected(after))
            .toList();
    screen.table(visits, rows);
    return rows.stream().allMatch(Screen.Row::met);
  }

  private static Stream<Screen.Row> unexpected(Sample after) {
    return after.stars().entrySet().stream()
        .filter(seen -> Stars.of(seen.getKey()).isEmpty())
        .map(seen -> new Screen.Row(seen.getKey(), "", seen.getValue().toString(), "0", false));
  }

  private static List<Expectation> only(Stars stars, int visits) {
    return Stream.of(Stars.values())
        .map(
            each ->
                each == stars ? new Expectation(each, visits, visits) : new Expectation(each, 0, 0))
        .toList();
  }

  private static String millis(Duration duration) {
    return duration.toMillis() + " ms";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often visitors should see a kind of stars. */
  private record Expectation(Stars stars, int least, int most) {
    Screen.Row row(Optional<Sample> before, Sample after) {
      int seen = after.count(stars.header());
      return new Screen.Row(
          stars.label(),
          before.map(sample -> Integer.toString(sample.count(stars.header()))).orElse("-"),
          Integer.toString(seen),
          least == most ? Integer.toString(least) : least + " to " + most,
          seen >= least && seen <= most);
    }
  }
}
