package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.task.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reader of a task's page looks for first. One use. */
final class ReportHead {
  private final StringBuilder rows = new StringBuilder();
  private final List<DecisionRecord> records;

  private ReportHead(List<DecisionRecord> records) {
    this.records = records;
  }

  /**
   * The facts as a table.
   *
   * @param signed records that the ledger's checkpoint covers
   * @param origin the log's name
   */
  static String of(List<DecisionRecord> records, TaskSummary summary, long signed, String origin) {
    ReportHead head = new ReportHead(records);
    head.row("Answer", summary.end());
    head.task();
    head.row("Time", Words.time(records.get(0).time()) + ", " + summary.duration());
    head.work();
    head.log(signed, origin);
    return "<table class=\"facts\">\n" + head.rows + "</table>\n";
  }

  private void row(String what, String said) {
    rows.append("<tr><th>").append(what).append("</th>");
    rows.append(Html.element("td", Plain.line(said))).append("</tr>\n");
  }

  private void task() {
    if (records.get(0).body() instanceof Body.TaskAdmitted task) {
      Principal by = task.principal();
      Optional<String> about = by.subject().map(", about the data subject "::concat);
      row("Pipeline", task.pipeline() + ", SHA-256 " + task.pipelineDigest());
      row("Goal", task.goal());
      row("For", "tenant " + by.tenant() + ", " + by.actor() + about.orElse(""));
    }
  }

  private void work() {
    long calls = records.stream().filter(r -> r.body() instanceof Body.ExpertCalled).count();
    List<Body.CheckMade> checks = new ArrayList<>();
    records.forEach(
        record -> {
          if (record.body() instanceof Body.CheckMade check) {
            checks.add(check);
          }
        });
    long accepted =
        checks.stream().filter(c -> c.verdict() == Body.CheckMade.Kind.ACCEPTED).count();
    row(
        "Work",
        Words.count(calls, "call")
            + " of experts, "
            + Words.count(checks.size(), "check")
            + (checks.isEmpty() ? "" : ", " + accepted + " of them accepting"));
  }

  private void log(long signed, String origin) {
    long last = records.get(records.size() - 1).sequence();
    long covered = records.stream().filter(record -> record.sequence() < signed).count();
    row(
        "Records",
        Words.grouped(records.size()) + ", from #" + records.get(0).sequence() + " to #" + last);
    row(
        "Log",
        origin
            + ", checkpoint at "
            + Words.count(signed, "record")
            + (covered == records.size()
                ? ", which covers all of these"
                : ", which covers " + covered + " of these"));
  }
}
