package io.consilium.governance.policy.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.api.task.Position;
import io.consilium.json.Rulings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts changes of the rules on record, in order. Used by one thread. */
final class PolicyRecords {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyRecords.class);

  private final Supplier<Ledger> ledger;

  /** What counts already and is not on record, since there was no ledger. */
  private List<Draft> waiting = List.of();

  /**
   * @param ledger gives null while there is none
   */
  PolicyRecords(Supplier<Ledger> ledger) {
    this.ledger = ledger;
  }

  /**
   * Records; without a ledger, as soon as there is one: the host takes no tasks before.
   *
   * @return false if the ledger takes nothing: then it is not to count
   */
  boolean add(Draft... drafts) {
    List<Draft> all = new ArrayList<>(waiting);
    all.addAll(List.of(drafts));
    Ledger now = ledger.get();
    try {
      if (now != null) {
        now.append(all);
        all.clear();
      }
    } catch (LedgerFailure e) {
      LOG.error("What is to be said of the rules cannot be put on record: {}", e.getMessage());
      return false;
    }
    waiting = List.copyOf(all);
    return true;
  }

  /** Records what waits. */
  void flush() {
    if (!waiting.isEmpty()) {
      add();
    }
  }

  /** What the rules in force say to a change. */
  static Draft evaluated(Ruling ruling, PolicyQuestion question) {
    return Rulings.draft(ruling, question);
  }

  static Draft changed(String pid, String revision) {
    Body body = new Body.ConfigurationChanged(pid, revision);
    return new Draft(Position.HOST, body, List.of(), Map.of());
  }
}
