package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Chart;
import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.api.data.Chart.PlottedSeries;
import io.consilium.api.data.Reconciliation;
import io.consilium.api.data.Reconciliation.Adjustment;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was read: tables and charts, with doubtful figures marked, and what was reconciled. */
record TableSection(List<Table> tables, List<Chart> charts, List<Reconciliation> reconciliations)
    implements Section {
  private static final double DOUBTFUL = 0.7;

  @Override
  public void write(Html html) {
    if (tables.isEmpty() && charts.isEmpty() && reconciliations.isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", "read").element("h2", "What was read", "id", "read");
    tables.forEach(table -> table(html, table));
    charts.forEach(chart -> chart(html, chart));
    reconciliations.forEach(one -> reconciliation(html, one));
    html.close("section");
  }

  private static void table(Html html, Table table) {
    html.open("div", "class", "scroll").open("table", "class", "numbers");
    String unit = table.unit().isEmpty() ? "" : " (" + table.unit() + ")";
    html.element("caption", (table.title().isEmpty() ? "Table" : table.title()) + unit);
    Tables.head(html, table.columns());
    html.open("tbody");
    for (List<Cell> row : table.rows()) {
      html.open("tr");
      for (int c = 0; c < row.size(); c++) {
        cell(html, row.get(c), c == 0);
      }
      html.close("tr");
    }
    html.close("tbody").close("table").close("div");
  }

  private static void cell(Html html, Cell cell, boolean label) {
    boolean doubtful = cell.confidence() < DOUBTFUL && !cell.text().isBlank();
    String title =
        "read with confidence "
            + Figures.plain(cell.confidence())
            + (cell.number() == null ? "" : ", value " + Figures.plain(cell.number()));
    String[] attributes = {
      "scope", label ? "row" : "", "class", doubtful ? "doubtful" : "", "title", label ? "" : title
    };
    html.element(label ? "th" : "td", cell.text(), attributes);
  }

  private static void chart(Html html, Chart chart) {
    String title = chart.title().isEmpty() ? "" : ": " + chart.title();
    html.open("details")
        .element("summary", "Chart read into numbers (" + Wording.word(chart.kind()) + ")" + title)
        .open("div", "class", "scroll")
        .open("table", "class", "numbers");
    Tables.head(html, List.of("Series", "Label", "Value", "From", "Confidence"));
    html.open("tbody");
    for (PlottedSeries series : chart.series()) {
      for (PlottedPoint point : series.points()) {
        html.open("tr").element("th", series.name(), "scope", "row").element("td", point.label());
        html.element("td", Figures.plain(point.value()));
        html.element("td", point.printed() ? "printed label" : "geometry");
        html.element("td", Figures.plain(point.confidence())).close("tr");
      }
    }
    html.close("tbody").close("table").close("div").close("details");
  }

  private static void reconciliation(Html html, Reconciliation one) {
    List<Adjustment> changed = one.adjustments().stream().filter(Adjustment::changed).toList();
    html.open("details", "open", changed.isEmpty() ? "" : "open");
    html.element(
        "summary",
        "Sources brought together by "
            + one.method()
            + ": "
            + Figures.count(changed.size(), "figure", "figures")
            + " changed, largest difference before "
            + Figures.plain(100 * one.worst())
            + " %");
    html.open("ul");
    for (Adjustment adjustment : changed) {
      html.element(
          "li",
          adjustment.name()
              + ": "
              + given(adjustment.given())
              + ", settled on "
              + Figures.plain(adjustment.value()));
    }
    html.close("ul").close("details");
  }

  private static String given(Map<String, Double> given) {
    return new TreeMap<>(given)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " " + Figures.plain(entry.getValue()))
            .collect(Collectors.joining(", "));
  }
}
