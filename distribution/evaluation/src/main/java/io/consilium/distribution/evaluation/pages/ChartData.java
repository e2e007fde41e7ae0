package io.consilium.distribution.evaluation.pages;

import io.consilium.distribution.evaluation.pages.Content.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What a chart shows.
 *
 * @param categories labels along the axis
 * @param series one or two
 */
record ChartData(String title, List<String> categories, List<Named> series) {

  static ChartData of(Content content) {
    List<String> categories = new ArrayList<>();
    for (int t = 0; t < content.length(); t++) {
      categories.add(content.label(t));
    }
    double[] main = content.values();
    if (content.partial().isPresent()) {
      categories.add(content.partial().get().label());
      main =
          DoubleStream.concat(Arrays.stream(main), DoubleStream.of(content.partial().get().value()))
              .toArray();
    }
    List<Named> series = new ArrayList<>(List.of(new Named(content.measure().name(), main)));
    content.second().ifPresent(series::add);
    String title = content.measure().name() + " (" + content.measure().unit() + ")";
    return new ChartData(title, categories, series);
  }

  double[] all() {
    return series.stream().flatMapToDouble(one -> Arrays.stream(one.values())).toArray();
  }
}
