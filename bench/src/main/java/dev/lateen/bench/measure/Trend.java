package dev.lateen.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** Points of a value over something else, and the line that fits them best (least squares). */
public final class Trend {
  private final List<Point> points = new ArrayList<>();

  /** Adds a point. */
  public void add(double x, double y) {
    points.add(new Point(x, y));
  }

  /**
   * By how much the value rises when the other rises by one, without the first points.
   *
   * @param skipped share of the points that is left out, 0 to 1
   * @return 0 with fewer than two points
   */
  public double slope(double skipped) {
    List<Point> used = points.subList((int) (points.size() * skipped), points.size());
    double meanX = used.stream().mapToDouble(Point::x).average().orElse(0);
    double meanY = used.stream().mapToDouble(Point::y).average().orElse(0);
    double covariance = used.stream().mapToDouble(p -> (p.x - meanX) * (p.y - meanY)).sum();
    double variance = used.stream().mapToDouble(p -> (p.x - meanX) * (p.x - meanX)).sum();
    return variance == 0 ? 0 : covariance / variance;
  }

  private record Point(double x, double y) {}
}
