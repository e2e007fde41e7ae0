package io.consilium.framework.training.task;

import io.consilium.framework.training.puzzle.Split;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Puzzles to test with: from a file of comma-separated values, or generated. */
public final class Puzzles {
  private Puzzles() {}

  /** New puzzles of the test side, so many of each kind. */
  public static List<Puzzle> generated(Task task, int each, long seed) {
    List<Puzzle> puzzles = new ArrayList<>();
    for (String kind : task.kinds()) {
      SplittableRandom random = new SplittableRandom(seed * 31 + kind.hashCode());
      for (int i = 0; i < each; i++) {
        puzzles.add(task.next(kind, Split.TEST, random));
      }
    }
    return puzzles;
  }

  /**
   * Reads a file whose first line names its columns: {@code puzzle}, {@code solution} and maybe
   * {@code source}; a cell a character, {@code .} or {@code 0} where open.
   *
   * @param each takes the first so many of each source; 0 for all
   * @throws BadInput naming the line that is wrong
   */
  public static List<Puzzle> read(Path file, Task task, int each) throws IOException {
    List<String> lines = lines(file);
    List<String> head = lines.isEmpty() ? List.of() : Arrays.asList(lines.get(0).split(",", -1));
    int puzzle = head.indexOf("puzzle");
    int solution = head.indexOf("solution");
    if (puzzle < 0 || solution < 0) {
      throw new BadInput(
          "The file ("
              + file
              + ") has no columns (puzzle, solution) in its first line. Maybe add that line.");
    }
    List<Puzzle> puzzles = new ArrayList<>();
    Map<String, Integer> taken = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] parts = lines.get(i).split(",", -1);
      int source = head.indexOf("source");
      String set = source < 0 || source >= parts.length ? "all" : parts[source];
      if (!lines.get(i).isBlank() && (each == 0 || taken.merge(set, 1, Integer::sum) <= each)) {
        byte[] given = cells(part(parts, puzzle), task, file, i + 1);
        byte[] answer = cells(part(parts, solution), task, file, i + 1);
        puzzles.add(new Puzzle(set, given, answer));
      }
    }
    return puzzles;
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new BadInput(
          "The file (" + file + ") is not UTF-8 text. Maybe another file is meant.", e);
    }
  }

  private static String part(String[] parts, int at) {
    return at < parts.length ? parts[at] : "";
  }

  private static byte[] cells(String text, Task task, Path file, int line) throws IOException {
    int cells = task.side() * task.side();
    byte[] values = new byte[cells];
    boolean fits = text.length() == cells;
    for (int i = 0; fits && i < cells; i++) {
      int value = text.charAt(i) == '.' ? 0 : Character.digit(text.charAt(i), 36);
      fits = task.alphabet().knows(value);
      values[i] = (byte) value;
    }
    if (!fits) {
      throw new BadInput(
          "Line "
              + line
              + " of ("
              + file
              + ") holds no grid of "
              + cells
              + " cells ("
              + text
              + "). Maybe the network is for another task or size.");
    }
    return values;
  }

  /** Cells as text, a character each, {@code .} where open. */
  public static String text(byte[] cells) {
    StringBuilder text = new StringBuilder(cells.length);
    for (byte cell : cells) {
      text.append(cell == 0 ? '.' : Character.forDigit(cell, 36));
    }
    return text.toString();
  }
}
