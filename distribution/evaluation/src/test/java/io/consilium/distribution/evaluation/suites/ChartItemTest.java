package io.consilium.distribution.evaluation.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.distribution.evaluation.DataSets;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartItemTest {
  @Test
  void readsQuotedCells() {
    assertThat(Csv.parse("a,\"b, \"\"c\"\"\"\r\n1,2\n\n"))
        .containsExactly(List.of("a", "b, \"c\""), List.of("1", "2"));
  }

  @Test
  void readsNumbersAsTheyArePrinted() {
    assertThat(ChartItem.number("1,234.5").getAsDouble()).isEqualTo(1234.5);
    assertThat(ChartItem.number("45%").getAsDouble()).isEqualTo(45);
    assertThat(ChartItem.number("-3").getAsDouble()).isEqualTo(-3);
    assertThat(ChartItem.number("-")).isEmpty();
  }

  @Test
  void everyChartQaTableIsOneItem() throws IOException {
    List<ChartItem> items = ChartItem.of(DataSets.need("chartqa"));
    assertThat(items).hasSize(24);
    ChartItem two =
        items.stream()
            .filter(item -> item.values().stream().anyMatch(v -> v.series().equals("female")))
            .findFirst()
            .orElseThrow();
    assertThat(two.values())
        .anyMatch(
            v -> v.label().equals("2018") && v.series().equals("male") && v.number() == 76.35);
  }

  @Test
  void specificationsSayWhichFieldIsDrawnAsValue() throws IOException {
    List<ChartItem> items = ChartItem.of(DataSets.need("vegalite_charts"));
    assertThat(items).hasSize(21);
    assertThat(values(items, "bar.png")).contains(new ChartItem.Value("", "A", 28));
    assertThat(values(items, "bar_grouped.png")).contains(new ChartItem.Value("x", "A", 0.1));
    assertThat(values(items, "point_log.png")).contains(new ChartItem.Value("", "2", 100));
    assertThat(values(items, "stacked_bar_unaggregate.png"))
        .contains(new ChartItem.Value("y", "A1", 23));
  }

  private static List<ChartItem.Value> values(List<ChartItem> items, String picture) {
    return items.stream()
        .filter(item -> item.picture().endsWith(picture))
        .findFirst()
        .orElseThrow()
        .values();
  }
}
