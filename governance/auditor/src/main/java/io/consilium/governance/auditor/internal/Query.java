package io.consilium.governance.auditor.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is searched for. A record is found if it meets every criterion, where its task's pipeline
 * and principal count as its own; a task is found if each criterion is met by one of its records.
 *
 * @param facts values by what they are about; one of the values must hold
 * @param task the task; empty for any
 */
record Query(
    Map<Facts.About, List<String>> facts,
    String task,
    long fromMillis,
    long toMillis,
    double fromCost,
    double toCost) {
  static final Query ALL =
      new Query(
          Map.of(),
          "",
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY);

  Query {
    Map<Facts.About, List<String>> copy = new EnumMap<>(Facts.About.class);
    facts.forEach((about, values) -> copy.put(about, List.copyOf(values)));
    facts = copy;
  }

  /** One thing that must hold. */
  interface Criterion {
    boolean holds(Facts facts);

    /** True if it holds of all records of a task if it holds of the one that admits it. */
    default boolean ofTask() {
      return false;
    }
  }

  private record Said(Facts.About about, List<Facts.Fact> any) implements Criterion {
    @Override
    public boolean holds(Facts facts) {
      return any.stream().anyMatch(facts.facts()::contains);
    }

    @Override
    public boolean ofTask() {
      return about.ofTask();
    }
  }

  boolean asksTime() {
    return fromMillis != Long.MIN_VALUE || toMillis != Long.MAX_VALUE;
  }

  boolean asksCost() {
    return fromCost != Double.NEGATIVE_INFINITY || toCost != Double.POSITIVE_INFINITY;
  }

  /** All that must hold, in a fixed order. */
  List<Criterion> criteria() {
    List<Criterion> criteria = new ArrayList<>();
    facts.forEach(
        (about, values) ->
            criteria.add(
                new Said(
                    about, values.stream().map(value -> new Facts.Fact(about, value)).toList())));
    if (!task.isEmpty()) {
      criteria.add(record -> record.task().equals(task));
    }
    if (asksTime()) {
      criteria.add(record -> record.millis() >= fromMillis && record.millis() <= toMillis);
    }
    if (asksCost()) {
      criteria.add(record -> record.cost() >= fromCost && record.cost() <= toCost);
    }
    return criteria;
  }
}
