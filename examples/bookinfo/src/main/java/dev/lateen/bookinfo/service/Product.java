package dev.lateen.bookinfo.service;

/** The one product of the shop. */
final class Product {
  static final String ID = "0";
  static final String TITLE = "Sailing Alone Around the World";
  static final String SUMMARY =
      "In 1895 a retired captain left Boston in a sloop he had rebuilt with his own hands. Three"
          + " years and 46,000 miles later he was the first to have sailed around the world alone.";

  private Product() {}
}
