package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Grid;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.LogicGrid.Category;
import java.util.List;

/** A logic grid puzzle: its answer as a table, its clues as a list. */
final class ClueTable {
  private ClueTable() {}

  static void answer(Html html, Grid answer, LogicGrid puzzle) {
    html.open("div", "class", "scroll").open("table");
    if (!puzzle.title().isBlank()) {
      html.element("caption", puzzle.title());
    }
    Tables.head(html, puzzle.categories().stream().map(Category::name).toList());
    html.open("tbody");
    for (int r = 0; r < answer.cells().size(); r++) {
      html.open("tr").element("th", item(puzzle, 0, r + 1), "scope", "row");
      List<Integer> row = answer.cells().get(r);
      for (int c = 0; c < row.size(); c++) {
        html.element("td", item(puzzle, c + 1, row.get(c)));
      }
      html.close("tr");
    }
    html.close("tbody").close("table").close("div");
  }

  /** The name of an item by its number from 1; the number if there is no such item. */
  private static String item(LogicGrid puzzle, int category, int number) {
    boolean known = category < puzzle.categories().size() && number >= 1 && number <= puzzle.size();
    return known
        ? puzzle.categories().get(category).items().get(number - 1)
        : Integer.toString(number);
  }

  static void clues(Html html, LogicGrid puzzle) {
    html.open("details")
        .element("summary", Figures.count(puzzle.clues().size(), "clue", "clues"))
        .open("ol");
    puzzle.clues().forEach(clue -> html.element("li", clue.toString()));
    html.close("ol").close("details");
  }
}
