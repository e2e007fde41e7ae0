package io.consilium.framework.planners.methodlibrary.internal;

import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.Result;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.pipeline.method.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A carry as conditions see it. */
final class Situation {
  private final Carry carry;
  private final Consumer<String> progress;
  private final Map<String, Object> results;
  private final Map<String, Object> checks;
  private final Map<String, Long> task = new LinkedHashMap<>();

  /**
   * @param progress told of conditions that could not be evaluated
   */
  Situation(Carry carry, Consumer<String> progress) {
    this.carry = carry;
    this.progress = progress;
    this.results = results(carry);
    this.checks = new LinkedHashMap<>();
    carry.checks().forEach((id, checked) -> checks.put(id, check(checked)));
    carry.task().inputs().forEach(input -> task.merge(input.name(), 1L, Long::sum));
  }

  Carry carry() {
    return carry;
  }

  /** Whether a condition holds now; none always does; one that breaks does not, and is told of. */
  boolean holds(Optional<Condition> condition) {
    if (condition.isEmpty()) {
      return true;
    }
    Condition.Outcome outcome = condition.get().test(results, checks, task, carry.hCycle() + 1L);
    if (outcome instanceof Condition.Outcome.Broke broke) {
      progress.accept(broke.message());
    }
    return outcome.holds();
  }

  private static Map<String, Object> results(Carry carry) {
    Map<String, List<Result>> bySteps = new LinkedHashMap<>();
    carry
        .results()
        .forEach(
            (id, result) ->
                bySteps.computeIfAbsent(id.step(), step -> new ArrayList<>()).add(result));
    Map<String, Object> results = new LinkedHashMap<>();
    bySteps.forEach((step, all) -> results.put(step, result(all)));
    return results;
  }

  /** One step's results in one: solved if all items are, else as the first that is not. */
  private static Map<String, Object> result(List<Result> all) {
    long solved = all.stream().filter(Situation::solved).count();
    Result telling = all.stream().filter(result -> !solved(result)).findFirst().orElse(all.get(0));
    return Map.of(
        "status",
        telling.status().name().toLowerCase(Locale.ROOT),
        "code",
        telling.code(),
        "confidence",
        all.stream().mapToDouble(Result::confidence).min().orElse(0),
        "facts",
        telling.facts().values(),
        "count",
        (long) all.size(),
        "solved",
        solved);
  }

  private static boolean solved(Result result) {
    return result.status() == Result.Status.SOLVED;
  }

  private static Map<String, Object> check(Checked checked) {
    Verdict verdict = checked.verdict();
    double score = 0;
    String word = "broke";
    if (verdict instanceof Verdict.Accepted accepted) {
      score = accepted.score();
      word = "accepted";
    } else if (verdict instanceof Verdict.Rejected rejected) {
      score = rejected.score();
      word = "rejected";
    } else if (verdict instanceof Verdict.Undecided) {
      word = "undecided";
    }
    List<String> codes = verdict.findings().stream().map(Finding::code).toList();
    return Map.of("verdict", word, "score", score, "codes", codes);
  }
}
