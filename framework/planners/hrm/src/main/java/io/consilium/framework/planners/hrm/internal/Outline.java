package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes plans: the grid is read unless it is one, the segments of the present start follow one
 * another by their state, the exact solver's word comes before theirs, and whatever would be
 * answered is checked.
 */
final class Outline {
  static final String READ = "read";
  static final String SOLVE = "solve";
  static final String CHECK = "holds";
  static final String GRID = "grid";
  static final String SOLUTION = "solution";
  static final String STATE = "state";
  static final String PROPOSE = "grid.propose";
  private static final String EXACT = "grid.solve";

  private final Task task;
  private final HrmSettings settings;
  private final Ref grid;

  Outline(Task task, HrmSettings settings) {
    this.task = task;
    this.settings = settings;
    this.grid = Ref.parse(given() ? role() : READ + "." + GRID);
  }

  /** Whether an input is a puzzle already. */
  static boolean isGrid(Artifact artifact) {
    return artifact.mediaType().equals(Vocabulary.mediaType(Grid.class))
        || artifact.mediaType().equals(Vocabulary.mediaType(LogicGrid.class));
  }

  private boolean given() {
    return isGrid(task.inputs().get(0).artifact());
  }

  private String role() {
    return Ref.Source.TASK + "." + task.inputs().get(0).name();
  }

  Plan plan(Choice choice) {
    List<Subgoal> subgoals = new ArrayList<>();
    List<String> solutions = new ArrayList<>();
    if (!given()) {
      Map<String, List<Ref>> source = Map.of("source", List.of(Ref.parse(role())));
      subgoals.add(
          subgoal(READ, settings.read(), "Read the puzzle", source, settings.readWith(), false));
    }
    choice.segment().ifPresent(last -> segments(last, subgoals));
    if (choice.solve()) {
      subgoals.add(subgoal(SOLVE, EXACT, "Solve it exactly", onGrid(), Settings.EMPTY, false));
      solutions.add(SOLVE + "." + SOLUTION);
    }
    choice.segment().ifPresent(last -> solutions.add(last + "." + SOLUTION));
    Ref solution = Ref.parse(String.join(" ?? ", solutions));
    Check check =
        new Check(CHECK, settings.verifier(), onGrid(SOLUTION, solution), Settings.EMPTY, true);
    String method = choice.solve() ? "search" : "network";
    return new Plan(method, subgoals, List.of(check), onGrid(SOLUTION, solution));
  }

  /** The run of segments up to the last: each needs the state of the one before. */
  private void segments(SegmentId last, List<Subgoal> to) {
    for (int step = 1; step <= last.step(); step++) {
      SegmentId segment = new SegmentId(last.restart(), step);
      Map<String, List<Ref>> inputs =
          step == 1
              ? onGrid()
              : onGrid(STATE, Ref.parse(new SegmentId(last.restart(), step - 1) + "." + STATE));
      to.add(subgoal(segment.toString(), PROPOSE, "Think on", inputs, parameters(segment), true));
    }
  }

  private Settings parameters(SegmentId segment) {
    return new Settings(
        Map.of(
            ProposeExpert.NETWORK,
            settings.network(),
            ProposeExpert.RESTART,
            segment.restart(),
            ProposeExpert.STEP,
            segment.step(),
            ProposeExpert.SEED,
            Long.toString(noise(task.seed(), segment.restart()))));
  }

  /** A seed a start, by the finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  static long noise(long seed, int restart) {
    long z = seed + 0x9E3779B97F4A7C15L * (restart + 1L);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private Map<String, List<Ref>> onGrid() {
    return Map.of(GRID, List.of(grid));
  }

  private Map<String, List<Ref>> onGrid(String name, Ref ref) {
    Map<String, List<Ref>> both = new LinkedHashMap<>(onGrid());
    both.put(name, List.of(ref));
    return both;
  }

  private static Subgoal subgoal(
      String id,
      String capability,
      String goal,
      Map<String, List<Ref>> inputs,
      Settings parameters,
      boolean optional) {
    return new Subgoal(new SubgoalId(id), capability, goal, inputs, parameters, Set.of(), optional);
  }
}
