package io.consilium.expert.vision.internal.table;

import io.consilium.api.data.Box;
import io.consilium.api.data.Page.Line;
import io.consilium.expert.vision.internal.image.Boxes;
import java.util.ArrayList;
import java.util.List;

/** Finds tables among rows of words: runs of rows whose fragments stand in columns. */
public final class TableFinder {
  private static final int FEWEST_ROWS = 3;
  private static final int WIDE = 4;

  private final int textHeight;

  public TableFinder(int textHeight) {
    this.textHeight = textHeight;
  }

  /**
   * A run of rows that make a table.
   *
   * @param rows from top to bottom, header rows included
   */
  public record Found(List<List<Fragment>> rows) {
    public Box box() {
      return Boxes.around(rows.stream().flatMap(List::stream).map(Fragment::box).toList());
    }

    public long numbers() {
      return rows.stream().flatMap(List::stream).filter(Fragment::isNumber).count();
    }
  }

  public List<Found> find(List<Line> rows) {
    List<List<Fragment>> split = rows.stream().map(row -> Fragment.of(row, textHeight)).toList();
    List<Found> tables = new ArrayList<>();
    int i = 0;
    while (i < split.size()) {
      int end = runEnd(split, i);
      int start = isTabular(split.get(i)) ? headerStart(split, i) : i;
      if (isTabular(split.get(i)) && isEnough(split, start, i, end)) {
        tables.add(new Found(split.subList(start, end)));
        i = end;
      } else {
        i++;
      }
    }
    return tables;
  }

  /** Three rows of figures, or fewer if they are wide and stand under a header. */
  private static boolean isEnough(List<List<Fragment>> rows, int start, int body, int end) {
    long wide = rows.get(body).stream().filter(Fragment::isNumber).count();
    boolean header =
        start < body && rows.get(body - 1).size() >= WIDE
            || rows.get(body).stream().filter(Fragment::isPeriod).count() >= WIDE;
    int fewest = wide >= WIDE && header ? 1 : FEWEST_ROWS;
    return count(rows, body, end) >= fewest;
  }

  private int runEnd(List<List<Fragment>> rows, int start) {
    int end = start;
    int gap = 0;
    for (int i = start; i < rows.size(); i++) {
      if (i > start && distance(rows.get(i - 1), rows.get(i)) > 4.5 * textHeight) {
        break;
      }
      if (isTabular(rows.get(i))) {
        end = i + 1;
        gap = 0;
      } else if (++gap > 1 || isProse(rows.get(i))) {
        break;
      }
    }
    return end;
  }

  private static long count(List<List<Fragment>> rows, int start, int end) {
    return rows.subList(start, Math.max(start, end)).stream()
        .filter(TableFinder::isTabular)
        .count();
  }

  // Headers: rows just above with at least two fragments, none of them prose.
  private int headerStart(List<List<Fragment>> rows, int body) {
    int start = body;
    while (start > 0 && body - start < 3) {
      List<Fragment> above = rows.get(start - 1);
      if (distance(above, rows.get(start)) > 2.5 * textHeight || isProse(above)) {
        break;
      }
      if (above.size() < 2) {
        break;
      }
      start--;
    }
    return start;
  }

  static boolean isTabular(List<Fragment> row) {
    return row.size() >= 2
        && row.stream().anyMatch(f -> f.isNumber() || f.isBlankMark())
        && !isProse(row);
  }

  private static boolean isProse(List<Fragment> row) {
    return row.stream().anyMatch(f -> f.words().size() > 8 && !f.isNumber());
  }

  private static int distance(List<Fragment> above, List<Fragment> below) {
    if (above.isEmpty() || below.isEmpty()) {
      return 0;
    }
    int bottom = above.stream().mapToInt(f -> f.box().bottom()).max().orElse(0);
    int top = below.stream().mapToInt(f -> f.box().y()).min().orElse(0);
    return top - bottom;
  }
}
