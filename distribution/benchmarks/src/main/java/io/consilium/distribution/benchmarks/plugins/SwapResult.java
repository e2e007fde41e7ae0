package io.consilium.distribution.benchmarks.plugins;

import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Body.PluginChanged.Change;
import io.consilium.distribution.benchmarks.plugins.SwapBench.Window;
import io.consilium.distribution.benchmarks.plugins.Swapper.Swap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What came of replacing an expert under load.
 *
 * @param run what was done and seen from outside
 * @param failures what did not hold, in words
 * @param lost tasks without an outcome, and calls of which nothing is on record after they began
 * @param doubled whatever stands twice on record
 * @param reasked calls that ended with their code and were made again on its successor
 * @param quiet latency at the door while nothing was replaced
 * @param swapping latency at the door while the expert was replaced
 * @param stages from the drop of a jar to the old code's end, step by step, by {@link #STEPS}
 */
record SwapResult(
    Run run,
    List<String> failures,
    int failed,
    int lost,
    int doubled,
    int reasked,
    Spread quiet,
    Spread swapping,
    Map<String, Spread> stages) {

  /** The moments that one step ends with, in order; and two that are told of as a whole. */
  static final Map<String, String> STEPS = steps();

  private static Map<String, String> steps() {
    Map<String, String> steps = new LinkedHashMap<>();
    steps.put("kept", "seen twice, hashed, measured, copied");
    steps.put("installed", "signature and policy asked, installed");
    steps.put("started", "resolved and started, until the expert is made");
    steps.put("warm", "warm, of which 10 ms are the expert's own");
    steps.put("switched", "health asked, switched");
    steps.put("called", "called, when the next task comes");
    steps.put("served", "all of these: from the drop to the first call");
    steps.put("gone", "from then until the old code is gone, as seen every 20 ms");
    return steps;
  }

  /**
   * What was done, and seen from outside.
   *
   * @param holders class loaders that hold the expert's class at the end; one of them is in use
   */
  record Run(
      List<Swap> swaps,
      int clients,
      List<Clients.Outcome> outcomes,
      List<Window> windows,
      Vitals before,
      Vitals after,
      int holders,
      double seconds) {

    Spread latency(boolean swapping) {
      return Spread.ofNanos(
          outcomes.stream()
              .filter(one -> within(swapping, one.begun()))
              .map(Clients.Outcome::nanos)
              .toList());
    }

    private boolean within(boolean swapping, long millis) {
      return windows.stream()
          .anyMatch(window -> window.swapping() == swapping && window.holds(millis));
    }

    double seconds(boolean swapping) {
      return windows.stream()
          .filter(window -> window.swapping() == swapping)
          .mapToDouble(Window::seconds)
          .sum();
    }
  }

  /**
   * Counts.
   *
   * @param objections what the auditor has against the ledger
   */
  static SwapResult of(Run run, Account account, String objections) {
    List<String> failures = new ArrayList<>();
    int failed = 0;
    int lost = 0;
    Set<String> told = new HashSet<>();
    for (Clients.Outcome outcome : run.outcomes()) {
      Door.Ran ran = outcome.ran();
      boolean recorded = account.task(ran.task()).filter(TaskAccount::released).isPresent();
      if (!recorded) {
        lost++;
        failures.add("lost: " + ran);
      } else if (!ran.answered()) {
        failed++;
        failures.add("failed: " + ran);
      }
      told.add(ran.task());
    }
    int doubled = 0;
    int reasked = 0;
    for (TaskAccount task : account.tasks()) {
      lost += task.withoutOutcome();
      lost += task.released() || told.contains(task.task()) ? 0 : 1;
      doubled += task.doubled().size();
      failures.addAll(task.doubled());
      reasked += task.outcomes().getOrDefault(Outcome.GONE, 0);
    }
    if (!objections.isEmpty()) {
      failures.add("the ledger does not verify: " + objections);
    }
    return new SwapResult(
        run,
        failures,
        failed,
        lost,
        doubled,
        reasked,
        run.latency(false),
        run.latency(true),
        stages(run, account));
  }

  private static Map<String, Spread> stages(Run run, Account account) {
    Map<String, Moments> made = moments(run);
    Map<String, ToLongFunction<Swap>> ends = new LinkedHashMap<>();
    ends.put("kept", Swap::kept);
    ends.put("installed", swap -> account.changed(Change.INSTALLED, Swapper.NAME, swap.version()));
    ends.put("started", swap -> made(made, swap).made());
    ends.put("warm", swap -> made(made, swap).warm());
    ends.put("switched", swap -> account.changed(Change.REPLACED, Swapper.NAME, swap.version()));
    ends.put("called", swap -> account.firstCall(Swapper.NAME, swap.version()));
    Map<String, Spread> stages = new LinkedHashMap<>();
    ToLongFunction<Swap> from = Swap::dropped;
    for (Map.Entry<String, ToLongFunction<Swap>> end : ends.entrySet()) {
      stages.put(end.getKey(), between(run, from, end.getValue()));
      from = end.getValue();
    }
    stages.put("served", between(run, Swap::dropped, from));
    stages.put("gone", between(run, from, Swap::alone));
    return stages;
  }

  /** Of the replacements that have both moments. */
  private static Spread between(Run run, ToLongFunction<Swap> from, ToLongFunction<Swap> to) {
    return Spread.ofMillis(
        run.swaps().stream()
            .filter(swap -> from.applyAsLong(swap) > 0 && to.applyAsLong(swap) > 0)
            .map(swap -> Math.max(0, to.applyAsLong(swap) - from.applyAsLong(swap)))
            .toList());
  }

  private static Moments made(Map<String, Moments> made, Swap swap) {
    return made.getOrDefault(swap.version(), Moments.UNKNOWN);
  }

  /** When a version was made and warm, in milliseconds since 1970, as it says itself. */
  private record Moments(long made, long warm) {
    static final Moments UNKNOWN = new Moments(0, 0);
  }

  private static Map<String, Moments> moments(Run run) {
    Map<String, Moments> moments = new HashMap<>();
    for (Clients.Outcome outcome : run.outcomes()) {
      Optional.of(outcome.ran().text().split(" ", -1))
          .filter(words -> words.length == 3)
          .ifPresent(
              words ->
                  moments.putIfAbsent(
                      words[0], new Moments(Long.parseLong(words[1]), Long.parseLong(words[2]))));
    }
    return moments;
  }

  int loadersLeaked() {
    return Math.max(0, run.holders() - 1);
  }

  boolean sound() {
    return failures.isEmpty() && lost == 0 && loadersLeaked() == 0;
  }
}
