package io.consilium.framework.configuration.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.policy.Policy;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.api.task.Position;
import io.consilium.json.Rulings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Asks policy about changes and puts them on record: revisions, never values. Without a ledger
 * records wait, and the host takes no tasks in that time. Thread-safe.
 */
final class ConfigurationRecords {
  private final Supplier<Policy> policy;
  private final Supplier<Ledger> ledger;
  private final List<Draft> waiting = new ArrayList<>();
  private boolean seen;

  /**
   * @param policy gives null while there is none
   * @param ledger gives null while there is none
   */
  ConfigurationRecords(Supplier<Policy> policy, Supplier<Ledger> ledger) {
    this.policy = policy;
    this.ledger = ledger;
  }

  /**
   * Asks whether a configuration may become another.
   *
   * @throws BadConfiguration if not
   * @throws io.consilium.api.ledger.LedgerFailure if the ruling cannot be recorded
   */
  synchronized void ask(String pid, String before, String after) throws BadConfiguration {
    Policy now = policy.get();
    seen |= now != null;
    if (now == null && seen) {
      throw new BadConfiguration(
          "Policy cannot be asked about a change of " + pid + ": its service went away.");
    }
    PolicyQuestion question = new PolicyQuestion.ConfigurationChanged(pid, before, after);
    if (now == null || !now.governs(question.point())) {
      return;
    }
    Ruling ruling = now.ask(question);
    append(Rulings.draft(ruling, question));
    if (ruling.denied()) {
      throw new BadConfiguration(
          "A policy rule forbids this configuration (" + pid + "): " + ruling.message());
    }
  }

  /**
   * Says which revision holds from here on.
   *
   * @throws io.consilium.api.ledger.LedgerFailure if that cannot be recorded
   */
  synchronized void changed(String pid, String revision) {
    append(
        new Draft(
            Position.HOST, new Body.ConfigurationChanged(pid, revision), List.of(), Map.of()));
  }

  /** Records what waits. */
  synchronized void flush() {
    Ledger now = ledger.get();
    if (now != null && !waiting.isEmpty()) {
      now.append(List.copyOf(waiting));
      waiting.clear();
    }
  }

  private void append(Draft draft) {
    Ledger now = ledger.get();
    if (now == null) {
      waiting.add(draft);
      return;
    }
    flush();
    now.append(List.of(draft));
  }
}
