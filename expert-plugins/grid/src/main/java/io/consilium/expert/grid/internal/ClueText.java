package io.consilium.expert.grid.internal;

import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.LogicGrid.Category;
import io.consilium.api.data.LogicGrid.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a logic grid puzzle from lines of text: {@code title}, {@code order} and {@code category}
 * lines, then a clue a line. What follows {@code #} at the beginning of a line is a remark.
 */
final class ClueText {
  private static final Pattern HEAD =
      Pattern.compile("\\s*(title|order|category)\\b\\s*+([^:]*+):(.*)");

  /** Characters of a clue; names of this length are no names, and matching takes time. */
  private static final int MOST = 1000;

  private final List<Category> categories = new ArrayList<>();
  private final List<Clue> clues = new ArrayList<>();
  private String title = "";

  private ClueText() {}

  static LogicGrid read(String text) throws Malformed {
    ClueText puzzle = new ClueText();
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank() && !lines[i].stripLeading().startsWith("#")) {
        puzzle.line(lines[i], i + 1);
      }
    }
    if (puzzle.categories.size() < 2) {
      throw new Malformed(
          "The text declares "
              + puzzle.categories.size()
              + " categories, a logic grid has two or more. Maybe write lines such as \"category"
              + " pet: cat, dog, fish\" and \"order day: Monday, Tuesday, Wednesday\".");
    }
    return new LogicGrid(puzzle.title, puzzle.categories, puzzle.clues);
  }

  private void line(String line, int number) throws Malformed {
    Matcher head = HEAD.matcher(line);
    if (!head.matches()) {
      clue(line, number);
    } else if (head.group(1).equals("title")) {
      title = head.group(3).strip();
    } else {
      category(head, number);
    }
  }

  private void category(Matcher head, int line) throws Malformed {
    String name = head.group(2).strip();
    if (!clues.isEmpty()) {
      throw at(line, head.start(1), "The category (" + name + ") stands after clues.")
          .maybe("move it above them");
    }
    List<String> items = new ArrayList<>();
    for (String item : head.group(3).split(",", -1)) {
      items.add(item.strip());
    }
    if (categories.stream().anyMatch(known -> known.name().equalsIgnoreCase(name))) {
      throw at(line, head.start(2), "The category (" + name + ") is there twice.")
          .maybe("rename one");
    }
    if (!categories.isEmpty() && categories.get(0).items().size() != items.size()) {
      Category first = categories.get(0);
      throw at(
              line,
              head.start(3),
              "The category ("
                  + name
                  + ") has "
                  + items.size()
                  + " items where ("
                  + first.name()
                  + ") has "
                  + first.items().size()
                  + ".")
          .maybe("one is missing or a comma is lost");
    }
    try {
      categories.add(new Category(name, head.group(1).equals("order"), items));
    } catch (IllegalArgumentException e) {
      throw at(line, head.start(2), e.getMessage()).asIs();
    }
  }

  private void clue(String line, int number) throws Malformed {
    if (line.length() > MOST) {
      throw at(
              number,
              0,
              "A clue of " + line.length() + " characters; at most " + MOST + " are read.")
          .maybe("a line break was lost");
    }
    Phrase whole = Phrase.of(line, number).withoutBullet();
    Clue clue = new ClueGrammar(categories).clue(whole);
    try {
      // The rules for a whole puzzle are asked of each clue alone, while its line is known.
      new LogicGrid(title, categories, List.of(clue));
    } catch (IllegalArgumentException e) {
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw at(number, whole.start(), why).asIs();
    }
    clues.add(clue);
  }

  private static Phrase.Fault at(int line, int start, String what) {
    return new Phrase.Fault(line, start + 1, what);
  }

  /** Names are compared without regard to case. */
  static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
