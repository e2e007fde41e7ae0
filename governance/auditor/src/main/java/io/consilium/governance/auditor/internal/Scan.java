package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.Glance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Answers a query by reading every record. */
final class Scan implements Search {
  private final Snapshot snapshot;

  Scan(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  private void each(Predicate<Glance> wanted, Parallel.Then<Facts> to) throws IOException {
    new History(snapshot).each(0, snapshot.size(), wanted, Facts::of, to);
  }

  @Override
  public List<Long> records(Query query) throws IOException {
    List<Query.Criterion> criteria = query.criteria();
    List<Set<String>> admitted = admitted(criteria);
    List<Long> found = new ArrayList<>();
    each(
        glance -> true,
        facts -> {
          boolean all = true;
          for (int i = 0; i < criteria.size() && all; i++) {
            all = criteria.get(i).holds(facts) || admitted.get(i).contains(facts.task());
          }
          if (all) {
            found.add(facts.sequence());
          }
        });
    return found;
  }

  /** For each criterion the tasks of whose admission it holds, if it is one of tasks. */
  private List<Set<String>> admitted(List<Query.Criterion> criteria) throws IOException {
    List<Set<String>> tasks = new ArrayList<>();
    criteria.forEach(criterion -> tasks.add(new HashSet<>()));
    if (criteria.stream().anyMatch(Query.Criterion::ofTask)) {
      each(
          glance -> glance.type().equals(Facts.ADMISSION),
          facts -> {
            for (int i = 0; i < criteria.size(); i++) {
              if (criteria.get(i).ofTask() && criteria.get(i).holds(facts)) {
                tasks.get(i).add(facts.task());
              }
            }
          });
    }
    return tasks;
  }

  @Override
  public List<String> tasks(Query query) throws IOException {
    List<Query.Criterion> criteria = query.criteria();
    Map<String, Integer> met = new LinkedHashMap<>();
    each(
        glance -> true,
        facts -> {
          if (!facts.task().isEmpty()) {
            int bits = met.getOrDefault(facts.task(), 0);
            for (int i = 0; i < criteria.size(); i++) {
              bits |= criteria.get(i).holds(facts) ? 1 << i : 0;
            }
            met.put(facts.task(), bits);
          }
        });
    int all = (1 << criteria.size()) - 1;
    return met.entrySet().stream().filter(e -> e.getValue() == all).map(Map.Entry::getKey).toList();
  }
}
