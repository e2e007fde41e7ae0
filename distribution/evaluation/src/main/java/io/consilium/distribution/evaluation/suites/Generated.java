package io.consilium.distribution.evaluation.suites;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.distribution.evaluation.suites.PuzzleScore.Item;
import io.consilium.distribution.evaluation.suites.Suite.Result;
import io.consilium.distribution.evaluation.suites.Suite.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures on puzzles that were made from a seed and whose only solution is known. */
final class Generated {
  /**
   * A puzzle.
   *
   * @param source its kind or difficulty
   * @param text as its pipeline takes it
   * @param solution the cells of its only solution
   */
  record Puzzle(String source, String text, List<List<Integer>> solution) {}

  private Generated() {}

  static Result measure(String pipeline, List<Puzzle> puzzles, Run run, TaskRunner.Opener host)
      throws IOException {
    AtomicInteger done = new AtomicInteger();
    TaskRunner runner = host.open();
    try (Scratch scratch = Scratch.create(pipeline);
        Tasks tasks = new Tasks(runner)) {
      OptionalLong before = runner.cpuMillis();
      List<Item> items =
          Workers.map(
              numbered(puzzles),
              tasks.parallel(),
              one -> {
                Path file = scratch.path().resolve("puzzle-" + one.getKey() + ".txt");
                Files.writeString(file, one.getValue().text());
                Item item = item(one.getValue(), tasks.run(pipeline, file));
                run.watch().item(fields(one.getKey(), item));
                int count = done.incrementAndGet();
                if (count % 10 == 0 || count == puzzles.size()) {
                  run.watch().progress(count + "/" + puzzles.size() + " puzzles");
                }
                return item;
              });
      OptionalLong after = runner.cpuMillis();
      OptionalLong spent =
          before.isPresent() && after.isPresent()
              ? OptionalLong.of(after.getAsLong() - before.getAsLong())
              : OptionalLong.empty();
      return new Result(
          items.size(),
          PuzzleScore.uncounted(items, spent),
          List.of(),
          List.of(
              "Puzzles of a fixed seed, from the side of the generators' split that is never"
                  + " trained on; each has one solution.",
              "The shipped pipeline has no network for them: its neural_exact is 0 and every answer"
                  + " the exact solver's, verified by a search of the check's own."));
    }
  }

  private static List<Map.Entry<Integer, Puzzle>> numbered(List<Puzzle> puzzles) {
    List<Map.Entry<Integer, Puzzle>> numbered = new ArrayList<>();
    puzzles.forEach(puzzle -> numbered.add(Map.entry(numbered.size() + 1, puzzle)));
    return numbered;
  }

  private static Item item(Puzzle puzzle, Answers answers) {
    List<GridSolution> said = answers.all("solution", GridSolution.class);
    List<Grid> grids = said.stream().flatMap(one -> one.solutions().stream()).toList();
    boolean right = grids.size() == 1 && grids.get(0).cells().equals(puzzle.solution());
    boolean network = said.stream().anyMatch(one -> one.method().equals("network"));
    return new Item(puzzle.source(), right, answers.status().equals("answered"), network, 0, 0, 0);
  }

  private static Map<String, Object> fields(int number, Item item) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("puzzle", number);
    fields.put("source", item.source());
    fields.put("right", item.right());
    fields.put("verified", item.verified());
    return fields;
  }
}
