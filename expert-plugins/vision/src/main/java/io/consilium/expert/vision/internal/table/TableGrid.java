package io.consilium.expert.vision.internal.table;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A table's cells by row and column, header apart from body.
 *
 * @param headers one a column
 * @param rows cells, null where nothing stands
 */
record TableGrid(List<String> headers, List<List<Fragment>> rows, Columns columns) {

  static TableGrid of(TableFinder.Found found) {
    List<List<Fragment>> all = found.rows();
    int headerRows = headerRows(all);
    List<List<Fragment>> body = all.subList(headerRows, all.size());
    Columns columns = Columns.of(body.isEmpty() ? all : body);
    if (columns.count() < 2) {
      columns = Columns.of(all);
    }
    List<List<Fragment>> cells = new ArrayList<>();
    for (List<Fragment> row : body) {
      addRow(row, columns, cells);
    }
    return new TableGrid(headers(all.subList(0, headerRows), columns), cells, columns);
  }

  private static void addRow(List<Fragment> row, Columns columns, List<List<Fragment>> cells) {
    Fragment[] placed = new Fragment[columns.count()];
    for (Fragment fragment : row) {
      int column = columns.of(fragment.box());
      placed[column] = placed[column] == null ? fragment : joined(placed[column], fragment);
    }
    long filled = Arrays.stream(placed).filter(Objects::nonNull).count();
    if (filled == 1 && placed[0] != null && continuesLabel(placed[0], cells)) {
      List<Fragment> before = new ArrayList<>(cells.get(cells.size() - 1));
      before.set(0, joined(before.get(0), placed[0]));
      cells.set(cells.size() - 1, before);
    } else if (filled > 1) {
      cells.add(Arrays.asList(placed));
    }
  }

  // A label that runs on in a second line starts with a small letter.
  private static boolean continuesLabel(Fragment label, List<List<Fragment>> cells) {
    return !cells.isEmpty()
        && cells.get(cells.size() - 1).get(0) != null
        && Character.isLowerCase(label.text().charAt(0));
  }

  private static Fragment joined(Fragment a, Fragment b) {
    List<io.consilium.api.data.Page.Word> words = new ArrayList<>(a.words());
    words.addAll(b.words());
    return new Fragment(words);
  }

  /** Rows at the top in which no cell but a period is a number. */
  private static int headerRows(List<List<Fragment>> rows) {
    int n = 0;
    while (n < rows.size() - 1 && n < 4) {
      List<Fragment> row = rows.get(n);
      long periods = row.stream().filter(Fragment::isPeriod).count();
      boolean plain = row.stream().noneMatch(f -> f.isNumber() && !f.isPeriod());
      boolean labels = row.stream().noneMatch(Fragment::isBlankMark);
      // A first column of periods beside nothing else is body with empty cells.
      boolean lonelyPeriod = periods == 1 && row.size() == 1;
      if (!plain || !labels || lonelyPeriod || !hasNumbersBelow(rows, n)) {
        break;
      }
      n++;
    }
    return n;
  }

  private static boolean hasNumbersBelow(List<List<Fragment>> rows, int n) {
    return rows.subList(n + 1, rows.size()).stream()
        .flatMap(List::stream)
        .anyMatch(f -> f.isNumber() && !f.isPeriod());
  }

  private static List<String> headers(List<List<Fragment>> rows, Columns columns) {
    String[] texts = new String[columns.count()];
    Arrays.fill(texts, "");
    for (List<Fragment> row : rows) {
      for (int column = 0; column < texts.length; column++) {
        Fragment over = over(row, columns, column);
        if (over != null) {
          texts[column] = (texts[column] + " " + over.text()).strip();
        }
      }
    }
    return Arrays.stream(texts).map(PeriodSpelling::corrected).toList();
  }

  // A header over several columns belongs to each; one over a single column to it alone.
  private static Fragment over(List<Fragment> row, Columns columns, int column) {
    Box band = columns.band(column);
    for (Fragment fragment : row) {
      boolean own = columns.of(fragment.box()) == column;
      if (own || Boxes.overlapX(fragment.box(), band) > 0.5 * band.width()) {
        return fragment;
      }
    }
    boolean spans =
        row.size() * 2 <= columns.count() - 1
            && row.size() >= 2
            && row.stream().noneMatch(f -> columns.of(f.box()) == 0);
    if (!spans || column == 0) {
      return null;
    }
    return row.get((column - 1) * row.size() / (columns.count() - 1));
  }
}
