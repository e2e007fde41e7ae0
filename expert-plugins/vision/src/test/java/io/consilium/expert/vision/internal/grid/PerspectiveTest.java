package io.consilium.expert.vision.internal.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerspectiveTest {
  @Test
  void cornersGoToCornersAndStraightLinesStayStraight() {
    Point[] corners = {new Point(3, 5), new Point(90, 12), new Point(80, 99), new Point(-4, 70)};
    Perspective map = Perspective.of(corners[0], corners[1], corners[2], corners[3]);
    double[][] unit = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    for (int k = 0; k < 4; k++) {
      assertThat(map.map(unit[k][0], unit[k][1]).distance(corners[k])).isLessThan(1e-9);
    }
    Point a = map.map(0.1, 0.2);
    Point b = map.map(0.4, 0.5);
    Point c = map.map(0.7, 0.8);
    double turn = (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
    assertThat(turn).isEqualTo(0, within(1e-9));
  }

  @Test
  void aLineIsFoundAmongWrongPoints() {
    List<double[]> points = new ArrayList<>();
    for (int x = 0; x < 30; x++) {
      points.add(new double[] {x, x % 4 == 0 ? 90 - x : 2 + 0.5 * x});
    }
    double[] line = LineFit.through(points);
    assertThat(line[0]).isEqualTo(2, within(1e-6));
    assertThat(line[1]).isEqualTo(0.5, within(1e-6));
  }
}
