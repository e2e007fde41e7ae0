package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.task.TaskId;
import java.util.HashSet;
import java.util.Set;

/**
 * Asks the ledger which code its records say acted. Only tasks whose contents can still be opened
 * count: decisions of the others cannot be taken again, whatever is in the store; and the score of
 * a candidate that was not chosen is taken from the record where its code is gone.
 */
record NamedCode(Ledger ledger) implements StoreKeeping.Records {

  @Override
  public Set<String> naming(Set<String> digests) {
    Set<String> sought = new HashSet<>(digests);
    Set<String> named = new HashSet<>();
    for (TaskId task : ledger.recent(Integer.MAX_VALUE)) {
      if (sought.isEmpty()) {
        break;
      }
      Set<String> here = named(task, sought);
      if (!here.isEmpty() && opens(task)) {
        named.addAll(here);
        sought.removeAll(here);
      }
    }
    return named;
  }

  private Set<String> named(TaskId task, Set<String> sought) {
    Set<String> here = new HashSet<>();
    for (DecisionRecord record : ledger.records(task)) {
      record.code().forEach(code -> here.add(code.digest()));
    }
    here.retainAll(sought);
    return here;
  }

  private boolean opens(TaskId task) {
    return ledger.entries(task).stream().anyMatch(entry -> !entry.payloads().isEmpty());
  }
}
