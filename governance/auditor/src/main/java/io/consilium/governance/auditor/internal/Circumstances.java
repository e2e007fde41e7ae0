package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body.ConfigurationChanged;
import io.consilium.api.ledger.Body.TaskAdmitted;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.TilePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Under which pipeline and configuration a decision was taken: what records before it say. Looks
 * back as far as the task's admission and the start of that host, where its configuration stands.
 */
final class Circumstances {
  private static final Set<String> TYPES =
      Set.of("task-admitted", "configuration-changed", "host-changed");

  private final History history;
  private final DecisionRecord record;
  private final Map<String, String> configured = new TreeMap<>();
  private TaskAdmitted admitted;
  private boolean before;

  private Circumstances(History history, DecisionRecord record) {
    this.history = history;
    this.record = record;
  }

  static List<String> of(History history, DecisionRecord record) throws IOException {
    Circumstances found = new Circumstances(history, record);
    found.look();
    return found.sentences();
  }

  private boolean complete() {
    boolean known = admitted != null || record.position().task().isEmpty();
    return known && before;
  }

  private void look() throws IOException {
    long end = record.sequence() + 1;
    while (end > 0 && !complete()) {
      long from = (end - 1) / TilePath.FULL * TilePath.FULL;
      List<DecisionRecord> records = new ArrayList<>();
      history.each(from, end, glance -> TYPES.contains(glance.type()), one -> one, records::add);
      for (int i = records.size() - 1; i >= 0; i--) {
        take(records.get(i));
      }
      end = from;
    }
  }

  private void take(DecisionRecord earlier) {
    before |= !earlier.boot().equals(record.boot());
    if (earlier.body() instanceof ConfigurationChanged changed
        && earlier.boot().equals(record.boot())) {
      configured.putIfAbsent(changed.pid(), changed.revision());
    } else if (earlier.body() instanceof TaskAdmitted of
        && earlier.position().task().equals(record.position().task())) {
      admitted = of;
    }
  }

  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (admitted != null) {
      sentences.add(
          "Pipeline: "
              + admitted.pipeline()
              + ", SHA-256 "
              + admitted.pipelineDigest()
              + "; seed "
              + admitted.seed()
              + ".");
    }
    configured.forEach(
        (pid, revision) ->
            sentences.add("Configuration: " + pid + ", " + HostWords.revision(revision) + "."));
    return sentences.stream().map(Plain::line).toList();
  }
}
