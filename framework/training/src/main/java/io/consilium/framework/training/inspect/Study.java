package io.consilium.framework.training.inspect;

import io.consilium.framework.training.chart.Page;
import io.consilium.framework.training.task.Puzzle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tests a network: accuracy by source and steps, and ways to halt. Every puzzle is run once to the
 * last step; how each way would have fared is read off that record.
 */
public final class Study {
  private final Thinker thinker;
  private final int steps;
  private final Map<String, List<Trace>> bySet = new LinkedHashMap<>();
  private final List<List<Trace>> attempts = new ArrayList<>();

  /**
   * Runs all attempts.
   *
   * @param restarts attempts at each puzzle, at least 1
   */
  public Study(Thinker thinker, List<Puzzle> puzzles, int steps, int restarts) {
    this.thinker = thinker;
    this.steps = steps;
    for (int attempt = 0; attempt < restarts; attempt++) {
      attempts.add(Trace.of(thinker, puzzles, steps, attempt, Thinker.Watcher.NONE));
    }
    for (Trace trace : attempts.get(0)) {
      bySet.computeIfAbsent(trace.puzzle().set(), set -> new ArrayList<>()).add(trace);
    }
    if (bySet.size() > 1) {
      bySet.put("all", attempts.get(0));
    }
  }

  /** Puzzles right, by set: after 1, 4, 16 and 64 steps, when halting as learned, with restarts. */
  public Page.Table accuracy() {
    List<String> head = new ArrayList<>(List.of("set", "n"));
    List<Halting> ways =
        Halting.ways(steps).stream()
            .filter(way -> way.name().startsWith("fixed") || way.name().equals("learned"))
            .toList();
    ways.forEach(way -> head.add(way.name().replace("fixed, ", "steps ")));
    head.add("verifier, " + attempts.size() + (attempts.size() == 1 ? " start" : " starts"));
    head.add("false accepts");
    List<List<String>> rows = new ArrayList<>();
    bySet.forEach(
        (set, traces) -> {
          List<String> row = new ArrayList<>(List.of(set, Integer.toString(traces.size())));
          ways.forEach(way -> row.add(way.result(traces).exact().toString()));
          row.add(anyAttempt(set, true).toString());
          row.add(Long.toString(anyAttempt(set, false).hits()));
          rows.add(row);
        });
    return new Page.Table("Puzzles right (95 % intervals)", head, rows);
  }

  /**
   * Puzzles of which the first answer that breaks no rule, in any attempt, is right (or is not).
   */
  private Wilson anyAttempt(String set, boolean right) {
    int hits = 0;
    int of = 0;
    for (int i = 0; i < attempts.get(0).size(); i++) {
      if (set.equals("all") || attempts.get(0).get(i).puzzle().set().equals(set)) {
        of++;
        hits += accepted(i, right) ? 1 : 0;
      }
    }
    return new Wilson(hits, of);
  }

  private boolean accepted(int puzzle, boolean right) {
    for (List<Trace> attempt : attempts) {
      Trace trace = attempt.get(puzzle);
      for (int step = 0; step < steps; step++) {
        if (trace.holds()[step]) {
          return trace.right()[step] == right;
        }
      }
    }
    return false;
  }

  /** Ways to halt, over all puzzles of the first attempt. */
  public Page.Table halting() {
    double flops =
        attempts.get(0).stream().mapToDouble(t -> thinker.flops(t.puzzle())).average().orElse(0);
    List<List<String>> rows = new ArrayList<>();
    for (Halting way : Halting.ways(steps)) {
      Halting.Result result = way.result(attempts.get(0));
      double share = result.exact().share();
      rows.add(
          List.of(
              way.name(),
              result.exact().toString(),
              result.falseHalts().toString(),
              Integer.toString(result.accepted()),
              String.format(Locale.ROOT, "%.2f", result.meanSteps()),
              share == 0
                  ? "-"
                  : String.format(Locale.ROOT, "%.3g", flops * result.meanSteps() / share)));
    }
    return new Page.Table(
        "Ways to halt, at most " + steps + " steps (95 % intervals)",
        List.of(
            "way",
            "right",
            "false halts",
            "wrong but accepted",
            "mean steps",
            "FLOPs per right answer"),
        rows);
  }
}
