package io.consilium.distribution.evaluation.suites;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.distribution.evaluation.suites.PuzzleScore.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Sudokus with one solution each, as one list through the pipeline: network, check, solver. */
final class SudokuSuite implements Suite {
  private static final String PIPELINE = "sudoku";
  private static final int USUAL = 200;

  private record Puzzle(String puzzle, String solution, String source) {}

  @Override
  public String name() {
    return "sudoku";
  }

  @Override
  public String pipeline() {
    return PIPELINE;
  }

  @Override
  public String description() {
    return "Sudokus (test): solved by the network, by all, wrongly accepted, by source.";
  }

  @Override
  public Result run(Run run, TaskRunner.Opener host) throws IOException {
    List<Puzzle> sample = sample(run);
    try (Scratch scratch = Scratch.create("sudoku");
        TaskRunner runner = host.open()) {
      Path list = scratch.path().resolve("puzzles.txt");
      Files.writeString(
          list, sample.stream().map(Puzzle::puzzle).collect(Collectors.joining("\n", "", "\n")));
      OptionalLong before = runner.cpuMillis();
      List<JsonNode> lines = runner.runList(PIPELINE, list, watch(run, sample.size()));
      OptionalLong after = runner.cpuMillis();
      if (lines.size() != sample.size()) {
        throw new IOException(
            "The host answered " + lines.size() + " of " + sample.size() + " puzzles.");
      }
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        items.add(item(sample.get(i), lines.get(i)));
        run.watch().item(fields(sample.get(i), lines.get(i), items.get(i)));
      }
      OptionalLong spent =
          before.isPresent() && after.isPresent()
              ? OptionalLong.of(after.getAsLong() - before.getAsLong())
              : OptionalLong.empty();
      return result(items, spent);
    }
  }

  private static java.util.function.Consumer<JsonNode> watch(Run run, int total) {
    AtomicInteger done = new AtomicInteger();
    return line -> {
      int count = done.incrementAndGet();
      if (count % 20 == 0 || count == total) {
        run.watch().progress(count + "/" + total + " puzzles");
      }
    };
  }

  private static Item item(Puzzle puzzle, JsonNode line) {
    return new Item(
        puzzle.source(),
        line.path("solution").asText().equals(puzzle.solution()),
        line.path("verified").asBoolean(),
        line.path("by").asText().equals("network"),
        line.path("steps").asInt(),
        line.path("restarts").asInt(),
        line.path("flops").asDouble());
  }

  private static Map<String, Object> fields(Puzzle puzzle, JsonNode line, Item item) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("puzzle", puzzle.puzzle());
    fields.put("source", puzzle.source());
    fields.put("right", item.right());
    fields.put("verified", item.verified());
    fields.put("by", line.path("by").asText());
    fields.put("steps", item.steps());
    fields.put("restarts", item.restarts());
    fields.put("millis", line.path("millis").asLong());
    fields.put("task", line.path("task").asText());
    return fields;
  }

  private static List<Puzzle> sample(Run run) throws IOException {
    List<List<String>> rows = Csv.parse(Files.readString(run.need("sudoku").resolve("test.csv")));
    int puzzle = rows.get(0).indexOf("puzzle");
    int solution = rows.get(0).indexOf("solution");
    int source = rows.get(0).indexOf("source");
    if (puzzle < 0 || solution < 0 || source < 0) {
      throw new MissingData(
          "sudoku/test.csv lacks the columns puzzle, solution and source (" + rows.get(0) + ").");
    }
    List<Puzzle> all = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      all.add(new Puzzle(row.get(puzzle), row.get(solution), row.get(source)));
    }
    Collections.shuffle(all, new Random(20_240_615));
    return all.subList(0, Math.min(all.size(), run.limit().orElse(USUAL)));
  }

  private static Result result(List<Item> items, OptionalLong cpuMillis) {
    String papers = "other test set: the published Sudoku-Extreme, without restarts or check";
    return new Result(
        items.size(),
        PuzzleScore.metrics(items, cpuMillis),
        List.of(
            new Reference("HRM (arXiv 2506.21734)", "neural_exact", 0.55, papers),
            new Reference("TRM (arXiv 2510.04871)", "neural_exact", 0.87, papers),
            new Reference("exact solver alone", "hybrid_exact", 1.0, "by construction")),
        List.of(
            "A sample of " + USUAL + " puzzles with a fixed seed unless --limit says otherwise.",
            "neural_exact: the network proposed what was verified, within the pipeline's segments"
                + " and restarts; false_accept: verified and yet not the known solution.",
            "Processor time is the whole host's, flops the network's matrix products."));
  }
}
