package io.consilium.distribution.evaluation.pages;

import io.consilium.distribution.evaluation.pages.Content.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table as text.
 *
 * @param header first row
 * @param rows as long as the header
 * @param strong rows set in bold, such as totals
 * @param divider column before which a gap parts two groups; 0 for none
 */
record Sheet(List<String> header, List<List<String>> rows, Set<Integer> strong, int divider) {

  static Sheet of(Content content, TableForm form) {
    return switch (form) {
      case LONG, LONG_SECOND, LONG_PARTS, LONG_TOTAL -> tall(content, form == TableForm.LONG_TOTAL);
      case WIDE, WIDE_PARTS -> wide(content);
      case MATRIX, MATRIX_TOTAL -> matrix(content, form == TableForm.MATRIX_TOTAL);
      case SIDE_BY_SIDE -> sideBySide(content);
    };
  }

  private static List<Named> columns(Content content) {
    List<Named> columns = new ArrayList<>(content.parts());
    String name = content.parts().isEmpty() ? content.measure().name() : "Total";
    columns.add(new Named(name, content.values()));
    content.second().ifPresent(columns::add);
    return columns;
  }

  private static Sheet tall(Content content, boolean total) {
    List<Named> columns = columns(content);
    List<String> header = new ArrayList<>(List.of(head(content)));
    columns.forEach(column -> header.add(column.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int t = 0; t < content.length(); t++) {
      List<String> row = new ArrayList<>(List.of(content.label(t)));
      for (Named column : columns) {
        row.add(content.style().format(column.values()[t]));
      }
      rows.add(row);
    }
    content.partial().ifPresent(part -> rows.add(partial(content, part, columns.size())));
    Set<Integer> strong = new TreeSet<>();
    if (total) {
      double sum = java.util.Arrays.stream(content.values()).sum();
      strong.add(rows.size());
      rows.add(List.of("Total", content.style().format(sum)));
    }
    return new Sheet(header, rows, strong, 0);
  }

  private static List<String> partial(Content content, Content.Partial part, int columns) {
    List<String> row = new ArrayList<>(List.of(part.label(), content.style().format(part.value())));
    while (row.size() <= columns) {
      row.add("-");
    }
    return row;
  }

  private static Sheet wide(Content content) {
    List<String> header = new ArrayList<>(List.of(""));
    for (int t = 0; t < content.length(); t++) {
      header.add(content.label(t));
    }
    content.partial().ifPresent(part -> header.add(part.label()));
    List<List<String>> rows = new ArrayList<>();
    for (Named measure : columns(content)) {
      List<String> row = new ArrayList<>(List.of(measure.name()));
      for (double value : measure.values()) {
        row.add(content.style().format(value));
      }
      content.partial().ifPresent(part -> row.add(content.style().format(part.value())));
      rows.add(row);
    }
    Set<Integer> strong = content.parts().isEmpty() ? Set.of() : Set.of(rows.size() - 1);
    return new Sheet(header, rows, strong, 0);
  }

  private static Sheet matrix(Content content, boolean total) {
    int season = content.periods().get(0).frequency().season();
    Period first = content.periods().get(0);
    List<String> header = new ArrayList<>(List.of("Year"));
    for (int part = 1; part <= season; part++) {
      header.add(new Period(first.frequency(), first.year(), part).partLabel());
    }
    if (total) {
      header.add("Full year");
    }
    List<List<String>> rows = new ArrayList<>();
    int lastYear = content.periods().get(content.length() - 1).year();
    for (int year = first.year(); year <= lastYear; year++) {
      rows.add(year(content, year, season, total));
    }
    return new Sheet(header, rows, Set.of(), 0);
  }

  private static List<String> year(Content content, int year, int season, boolean total) {
    List<String> row = new ArrayList<>(List.of(String.valueOf(year)));
    double sum = 0;
    int found = 0;
    for (int part = 1; part <= season; part++) {
      int at =
          content.periods().indexOf(new Period(content.periods().get(0).frequency(), year, part));
      row.add(at < 0 ? "-" : content.figure(at));
      sum += at < 0 ? 0 : content.values()[at];
      found += at < 0 ? 0 : 1;
    }
    if (total) {
      row.add(found == season ? content.style().format(sum) : "-");
    }
    return row;
  }

  private static Sheet sideBySide(Content content) {
    Sheet tall = tall(content, false);
    int half = (tall.rows().size() + 1) / 2;
    List<String> header = new ArrayList<>(tall.header());
    header.addAll(tall.header());
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < half; i++) {
      List<String> row = new ArrayList<>(tall.rows().get(i));
      row.addAll(half + i < tall.rows().size() ? tall.rows().get(half + i) : List.of("", ""));
      rows.add(row);
    }
    return new Sheet(header, rows, Set.of(), tall.header().size());
  }

  private static String head(Content content) {
    return switch (content.periods().get(0).frequency()) {
      case QUARTERLY -> "Quarter";
      case MONTHLY -> "Month";
      default -> "Year";
    };
  }
}
