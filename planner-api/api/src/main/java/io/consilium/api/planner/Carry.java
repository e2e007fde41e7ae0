package io.consilium.api.planner;

import io.consilium.api.task.Artifact;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The state that one loop carries from step to step. It is a value, and it equals the fold of the
 * loop's records and payloads: nothing about a task is known to the host that is not on record.
 *
 * @param task what is asked of this loop; a child's goal is its subgoal's capability
 * @param path subgoals from the root down to this loop, joined by {@code /}; empty at the root
 * @param level 0 at the root
 * @param hCycle H-cycles begun
 * @param lStep waves begun in this H-cycle
 * @param plan the plan in force
 * @param results settled subgoals, in the order in which they were settled
 * @param checks the last verdict of each check, by check id
 * @param estimate the planner's last view on halting
 * @param children loops one level down, by the subgoal that they work on
 * @param spend what was used
 * @param halted why this loop stopped, once it has
 */
public record Carry(
    Task task,
    String path,
    int level,
    int hCycle,
    int lStep,
    Optional<Plan> plan,
    Map<SubgoalId, Result> results,
    Map<String, Checked> checks,
    Optional<HaltEstimate> estimate,
    Map<SubgoalId, Carry> children,
    Spend spend,
    Optional<HaltReason> halted) {
  public Carry {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(estimate, "estimate");
    Objects.requireNonNull(spend, "spend");
    Objects.requireNonNull(halted, "halted");
    results = ordered(results);
    checks = ordered(checks);
    children = ordered(children);
  }

  private static <K, V> Map<K, V> ordered(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** A loop that has not begun. */
  public static Carry initial(Task task, String path, int level) {
    return new Carry(
        task,
        path,
        level,
        0,
        0,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        Spend.NOTHING,
        Optional.empty());
  }

  /** What a reference stands for now; empty if nothing is there (yet). */
  public List<Artifact> resolve(Ref ref) {
    for (Ref.Source source : ref.sources()) {
      List<Artifact> found = resolve(source);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<Artifact> resolve(Ref.Source source) {
    List<Artifact> all = new ArrayList<>();
    if (source.isTask()) {
      task.inputs().stream()
          .filter(input -> input.name().equals(source.name()))
          .forEach(input -> all.add(input.artifact()));
    } else {
      plan.stream()
          .flatMap(now -> now.subgoals().stream())
          .filter(subgoal -> subgoal.id().step().equals(source.step()))
          .map(subgoal -> results.get(subgoal.id()))
          .filter(Objects::nonNull)
          .forEach(result -> all.addAll(result.outputs().getOrDefault(source.name(), List.of())));
    }
    if (source.index() < 0) {
      return List.copyOf(all);
    }
    return source.index() < all.size() ? List.of(all.get(source.index())) : List.of();
  }

  /** The named inputs of references that are there now; names with nothing are left out. */
  public Map<String, List<Artifact>> resolve(Map<String, List<Ref>> refs) {
    Map<String, List<Artifact>> found = new LinkedHashMap<>();
    refs.forEach(
        (name, list) -> {
          List<Artifact> artifacts = list.stream().flatMap(ref -> resolve(ref).stream()).toList();
          if (!artifacts.isEmpty()) {
            found.put(name, artifacts);
          }
        });
    return found;
  }

  /** What the loop would return now. */
  public Map<String, List<Artifact>> outputs() {
    return plan.map(now -> resolve(now.outputs())).orElse(Map.of());
  }
}
