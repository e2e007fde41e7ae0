package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.expert.vision.internal.image.Boxes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a pie whose shares are printed in per cent. */
final class PieReader {
  private static final Pattern SHARE =
      Pattern.compile("^(.*?)[\\s:(]*(\\d{1,3}(?:[.,]\\d+)?)\\s*%\\)?$");

  private final ChartScan scan;

  PieReader(ChartScan scan) {
    this.scan = scan;
  }

  /** Shares with their names, if they make a whole. */
  Optional<List<PlottedPoint>> read() {
    List<PlottedPoint> points = new ArrayList<>();
    double sum = 0;
    for (Label label : scan.labels()) {
      Matcher share = SHARE.matcher(label.text());
      if (share.matches()) {
        double value = Double.parseDouble(share.group(2).replace(',', '.'));
        String name = share.group(1).replaceAll("^[^\\p{L}\\d]+", "").strip();
        points.add(
            new PlottedPoint(
                name.isEmpty() ? beside(label) : name, value, label.confidence(), true));
        sum += value;
      }
    }
    boolean whole = points.size() >= 2 && sum > 85 && sum < 105;
    return whole ? Optional.of(points) : Optional.empty();
  }

  private String beside(Label share) {
    return scan.labels().stream()
        .filter(label -> label != share && !label.isPercent())
        .filter(label -> Boxes.overlapX(label.box(), share.box()) > 0)
        .filter(label -> label.y() < share.y() && share.y() - label.y() < 2.2 * scan.unit())
        .max(Comparator.comparingDouble(Label::y))
        .map(Label::text)
        .orElse("");
  }
}
