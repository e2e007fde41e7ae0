package io.consilium.expert.grid.internal;

import io.consilium.api.data.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a Sudoku from text: all cells in one line, a line a row, drawn with {@code | - + =}, or a
 * table with comma, semicolon or tab between the cells. A line that begins with {@code #} is a
 * remark.
 */
final class SudokuText {
  static final String KIND = "sudoku";

  // Possessive: a long line from a stranger must not be matched in quadratic time.
  private static final Pattern RULER = Pattern.compile("[|\\s]*+[-+=][-+=|\\s]*+");
  private static final Pattern CELL = Pattern.compile("[^\\s|]");
  private static final Pattern NUMBER = Pattern.compile("[^\\s|]+");
  private static final String SEPARATORS = ";\t,";

  private SudokuText() {}

  static Grid read(String text) throws Malformed {
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      lines[i] = lines[i].stripLeading().startsWith("#") ? "" : lines[i];
    }
    List<List<Symbol>> rows = rows(lines);
    if (rows.isEmpty()) {
      throw new Malformed("The text holds no cell. Maybe the file is empty.");
    }
    if (rows.size() == 1) {
      return grid(folded(rows.get(0)));
    }
    return grid(square(rows));
  }

  private static List<List<Symbol>> rows(String[] lines) {
    String separator = separator(lines);
    List<List<Symbol>> rows = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank() && !lines[i].contains(separator)
          || RULER.matcher(lines[i]).matches()) {
        continue;
      }
      rows.add(
          separator.equals("\n")
              ? matches(lines[i], i + 1, CELL)
              : separated(lines[i], i + 1, separator.charAt(0)));
    }
    return separator.equals("\n") ? spaced(lines, rows) : rows;
  }

  /** What stands between the cells of a table; a line break if it is none. */
  private static String separator(String[] lines) {
    for (char separator : SEPARATORS.toCharArray()) {
      for (String line : lines) {
        if (line.strip().indexOf(separator) >= 0) {
          return String.valueOf(separator);
        }
      }
    }
    return "\n";
  }

  private static List<Symbol> separated(String line, int number, char separator) {
    List<Symbol> cells = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || line.charAt(i) == separator) {
        String raw = line.substring(start, i);
        String cell = raw.strip();
        if (cell.length() >= 2 && cell.startsWith("\"") && cell.endsWith("\"")) {
          cell = cell.substring(1, cell.length() - 1).strip();
        }
        int column = start + 1 + raw.length() - raw.stripLeading().length();
        cells.add(new Symbol(cell, number, column));
        start = i + 1;
      }
    }
    return cells;
  }

  private static List<Symbol> matches(String line, int number, Pattern pattern) {
    List<Symbol> cells = new ArrayList<>();
    Matcher matcher = pattern.matcher(line);
    while (matcher.find()) {
      cells.add(new Symbol(matcher.group(), number, matcher.start() + 1));
    }
    return cells;
  }

  /** Numbers of two digits, set apart by spaces: as many on every line as there are lines. */
  private static List<List<Symbol>> spaced(String[] lines, List<List<Symbol>> single) {
    List<List<Symbol>> rows = new ArrayList<>();
    for (List<Symbol> row : single) {
      int number = row.get(0).line();
      List<Symbol> cells = matches(lines[number - 1], number, NUMBER);
      if (cells.size() != single.size() || cells.stream().anyMatch(c -> c.text().length() > 2)) {
        return single;
      }
      rows.add(cells);
    }
    return rows;
  }

  private static List<List<Symbol>> folded(List<Symbol> cells) throws Malformed {
    int size = (int) Math.round(Math.sqrt(cells.size()));
    if (size * size != cells.size() || !Boxes.SIZES.contains(size)) {
      throw new Malformed(
          "The line "
              + cells.get(0).line()
              + " holds "
              + cells.size()
              + " cells; a sudoku in one line holds "
              + Boxes.SIZES.stream().map(n -> n * n + "").collect(Collectors.joining(", "))
              + ". Maybe a cell was lost or is one too many.");
    }
    List<List<Symbol>> rows = new ArrayList<>();
    for (int r = 0; r < size; r++) {
      rows.add(cells.subList(r * size, (r + 1) * size));
    }
    return rows;
  }

  private static List<List<Symbol>> square(List<List<Symbol>> rows) throws Malformed {
    int size = size(rows);
    for (int r = 0; r < rows.size(); r++) {
      List<Symbol> row = rows.get(r);
      if (row.size() != size) {
        throw new Malformed(
            "The line "
                + row.get(0).line()
                + " (row "
                + (r + 1)
                + ") holds "
                + row.size()
                + " cells where the grid is "
                + size
                + " wide. Maybe a cell was lost or is one too many; an open cell is . or 0.");
      }
    }
    if (rows.size() != size) {
      throw new Malformed(
          "The grid has "
              + rows.size()
              + " rows of "
              + size
              + " cells; it takes as many rows as columns. Maybe a row was lost or is one too many.");
    }
    return rows;
  }

  /** The width that most rows have, or else the number of rows. */
  private static int size(List<List<Symbol>> rows) throws Malformed {
    Map<Integer, Long> widths =
        rows.stream().collect(Collectors.groupingBy(List::size, Collectors.counting()));
    long most = widths.values().stream().mapToLong(n -> n).max().orElseThrow();
    int width =
        widths.entrySet().stream()
            .filter(entry -> entry.getValue() == most)
            .mapToInt(Map.Entry::getKey)
            .max()
            .orElseThrow();
    int root = (int) Math.round(Math.sqrt(width));
    if (!Boxes.SIZES.contains(width) && root * root == width && Boxes.SIZES.contains(root)) {
      throw new Malformed(
          "The text holds "
              + rows.size()
              + " lines of "
              + width
              + " cells: several sudokus. Maybe give one at a time.");
    }
    for (int size : new int[] {width, rows.size()}) {
      if (Boxes.SIZES.contains(size)) {
        return size;
      }
    }
    throw new Malformed(
        "A sudoku of "
            + rows.size()
            + " rows and "
            + width
            + " columns is not known. Known: "
            + Boxes.known()
            + ". Maybe a line was lost.");
  }

  private static Grid grid(List<List<Symbol>> rows) throws Malformed {
    List<List<Integer>> cells = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      List<Integer> row = new ArrayList<>();
      for (int c = 0; c < rows.size(); c++) {
        row.add(rows.get(r).get(c).value(r + 1, c + 1, rows.size()));
      }
      cells.add(row);
    }
    return new Grid(KIND, cells);
  }
}
