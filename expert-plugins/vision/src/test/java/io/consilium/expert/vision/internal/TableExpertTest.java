package io.consilium.expert.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.host.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableExpertTest {
  private static final Settings HIGH = new Settings(Map.of("effort", "high"));

  @Test
  void readsALongTable() throws Exception {
    Table table = read(ReportPage.drawn(), Settings.EMPTY);

    assertThat(table.title()).isEqualTo("Table 1: Revenue and costs (USD million)");
    assertThat(table.unit()).isEqualTo("USD million");
    assertThat(table.columns()).containsExactly("Quarter", "Revenue", "Costs");
    assertThat(table.rows().get(4).get(0).text()).isEqualTo("Q1 2024");
    assertThat(column(table, 1)).containsExactly(1204.5, 1310.2, 1288.9, 1422.7, 1501.3, 1389.4);
    assertThat(column(table, 2)).containsExactly(903.1, 951.8, 944.2, 1010.5, 1077.0, 1032.6);
  }

  @Test
  void readsTheSameFromASkewedAndNoisyPage() throws Exception {
    RenderedPage page = ReportPage.drawn().turned(-1.7).noisy(11, 14);
    for (Settings settings : List.of(Settings.EMPTY, HIGH)) {
      assertThat(column(read(page, settings), 1))
          .containsExactly(1204.5, 1310.2, 1288.9, 1422.7, 1501.3, 1389.4);
    }
  }

  @Test
  void readsAWideRuledTableWithNegativesAndTotals() throws Exception {
    RenderedPage page = new RenderedPage(1000, 500);
    page.text(60, 60, "Table 2. Segments, in thousand EUR");
    String[][] rows = {
      {"", "2020", "2021", "2022", "2023"},
      {"North", "12,400", "13,050", "14,210", "15,900"},
      {"South and overseas", "(1,250)", "310", "-", "2,045"},
      {"Total", "11,150", "13,360", "14,210", "17,945"}
    };
    for (int r = 0; r <= rows.length; r++) {
      page.rule(60, 90 + 40 * r, 900, 90 + 40 * r);
    }
    for (int c = 0; c <= 5; c++) {
      int x = c == 0 ? 60 : 140 + 152 * c;
      page.rule(x, 90, x, 250);
    }
    for (int r = 0; r < rows.length; r++) {
      page.text(70, 118 + 40 * r, rows[r][0]);
      for (int c = 1; c < 5; c++) {
        page.right(280 + 152 * c, 118 + 40 * r, rows[r][c]);
      }
    }
    Table table = read(page, Settings.EMPTY);

    assertThat(table.unit()).isEqualTo("thousand EUR");
    assertThat(table.columns().subList(1, 5)).containsExactly("2020", "2021", "2022", "2023");
    assertThat(table.rows().get(1).get(0).text()).isEqualTo("South and overseas");
    assertThat(column(table, 1)).containsExactly(12400.0, -1250.0, 11150.0);
    assertThat(column(table, 3)).containsExactly(14210.0, null, 14210.0);
    assertThat(column(table, 4)).containsExactly(15900.0, 2045.0, 17945.0);
  }

  @Test
  void declinesAPageWithoutTable() throws Exception {
    RenderedPage page = new RenderedPage(900, 300);
    page.text(50, 80, "Revenue rose by 12 per cent in 2023 and the board expects that");
    page.text(50, 110, "it will rise by another 5 per cent in 2024, when the new plant opens.");
    assertThat(Calls.table(page.png(), Settings.EMPTY))
        .isInstanceOfSatisfying(
            Declined.class, declined -> assertThat(declined.code()).isEqualTo("absent"));
  }

  private static Table read(RenderedPage page, Settings settings) throws Exception {
    return Calls.output(Calls.table(page.png(), settings), "table", Table.class);
  }

  private static List<Double> column(Table table, int column) {
    List<Double> numbers = new ArrayList<>();
    table.rows().stream().map(row -> row.get(column)).map(Cell::number).forEach(numbers::add);
    return numbers;
  }
}
