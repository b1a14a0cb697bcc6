package dev.lateen.bookinfo.service;

import dev.lateen.bookinfo.json.Json;
import dev.lateen.bookinfo.page.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Makes the pages of productpage. Pure; safe for use by many threads. */
final class ProductView {
  static final String DETAILS_ERROR = "Error fetching product details!";
  static final String DETAILS_SORRY =
      "Sorry, product details are currently unavailable for this book.";
  static final String REVIEWS_ERROR = "Error fetching product reviews!";
  static final String REVIEWS_SORRY =
      "Sorry, product reviews are currently unavailable for this book.";
  private static final int MOST_STARS = 5;
  private static final SequencedMap<String, String> FACTS = facts();

  private final Template layout = Template.load("layout");
  private final Template landing = Template.load("landing");
  private final Template product = Template.load("product");
  private final Template card = Template.load("card");
  private final Template fact = Template.load("fact");
  private final Template review = Template.load("review");
  private final Template starRow = Template.load("stars");
  private final Template star = Template.load("star");
  private final Template notice = Template.load("notice");
  private final Template loggedIn = Template.load("logged-in");
  private final Template loggedOut = Template.load("logged-out");
  private final String version;
  private final String instance;

  ProductView(String version, String instance) {
    this.version = version;
    this.instance = instance;
  }

  /** The first page, for whoever is logged in. */
  String landing(Optional<String> user) {
    return layout("Bookinfo", user, landing.fill(Map.of("title", Product.TITLE)));
  }

  /** The answer to a login under a name that cannot be used. */
  String badName(String name) {
    String text = name.isEmpty() ? "No name was given." : "“" + name + "” cannot be a user name.";
    String main =
        notice("error", text, "Use up to 40 letters, digits, dots, hyphens and underscores.");
    return layout("Bookinfo: sign in", Optional.empty(), main);
  }

  /** The page of the product. */
  String product(
      Optional<String> user, Part<Json> details, Part<ReviewsDocument> reviews, long millis) {
    String main =
        product.fill(
            Map.of(
                "title",
                Product.TITLE,
                "summary",
                Product.SUMMARY,
                "details",
                detailsCard(details),
                "reviews",
                reviewsCard(reviews),
                "instance",
                instance,
                "version",
                version,
                "millis",
                Long.toString(millis)));
    return layout(Product.TITLE, user, main);
  }

  private String layout(String title, Optional<String> user, String main) {
    String who =
        user.map(name -> loggedIn.fill(Map.of("user", name)))
            .orElseGet(() -> loggedOut.fill(Map.of()));
    return layout.fill(Map.of("title", title, "who", who, "main", main));
  }

  private String detailsCard(Part<Json> details) {
    return details.map(
        part ->
            card(
                "details",
                "Book details",
                badge(part.value()),
                part.millis(),
                "none",
                "<dl>" + factRows(part.value()) + "</dl>"),
        part ->
            card(
                "details",
                "Book details",
                "",
                part.millis(),
                "details-unavailable",
                notice("error", DETAILS_ERROR, DETAILS_SORRY)));
  }

  private String reviewsCard(Part<ReviewsDocument> reviews) {
    return reviews.map(
        part -> {
          ReviewsDocument document = part.value();
          return card(
              "reviews",
              "Book reviews",
              document.instance() + " · " + document.version(),
              part.millis(),
              document.stars().title(),
              reviewList(document));
        },
        part ->
            card(
                "reviews",
                "Book reviews",
                "",
                part.millis(),
                Stars.REVIEWS_UNAVAILABLE.title(),
                notice("error", REVIEWS_ERROR, REVIEWS_SORRY)));
  }

  private String card(
      String id, String heading, String badge, long millis, String stars, String body) {
    return card.fill(
        Map.of(
            "id", id,
            "heading", heading,
            "badge", badge.isEmpty() ? "no answer" : badge,
            "millis", Long.toString(millis),
            "stars", stars,
            "body", body));
  }

  private static String badge(Json details) {
    return details.text("instance").orElse("unknown")
        + " · "
        + details.text("version").orElse("unknown");
  }

  private String factRows(Json details) {
    return FACTS.entrySet().stream()
        .flatMap(
            entry ->
                details.at(entry.getKey()).stream()
                    .map(
                        value -> fact.fill(Map.of("name", entry.getValue(), "value", text(value)))))
        .collect(Collectors.joining());
  }

  private static String text(Json value) {
    return value instanceof Json.Text text ? text.value() : value.toString();
  }

  private String reviewList(ReviewsDocument document) {
    String warning =
        document.stars() == Stars.RATINGS_UNAVAILABLE
            ? notice(
                "warning", ReviewsDocument.RATINGS_ERROR, "The reviews are shown without stars.")
            : "";
    return document.reviews().stream()
        .map(
            item ->
                review.fill(
                    Map.of(
                        "reviewer", item.reviewer(),
                        "text", item.text(),
                        "stars", item.rating().map(n -> stars(n, document.stars())).orElse(""))))
        .collect(Collectors.joining("", "", warning));
  }

  private String stars(int rating, Stars stars) {
    int full = Math.clamp(rating, 0, MOST_STARS);
    String drawn =
        java.util.stream.IntStream.range(0, MOST_STARS)
            .mapToObj(i -> star.fill(Map.of("kind", i < full ? "full" : "empty")))
            .collect(Collectors.joining());
    return starRow.fill(
        Map.of("count", Integer.toString(full), "color", stars.title(), "drawn", drawn));
  }

  private String notice(String kind, String heading, String text) {
    return notice.fill(Map.of("kind", kind, "heading", heading, "text", text));
  }

  private static SequencedMap<String, String> facts() {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    for (String name : List.of("author", "year", "publisher", "type", "pages", "language")) {
      facts.put(name, Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }
    return facts;
  }
}
