package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/**
 * One task as a page for a file note: everything in one file that loads nothing and runs nothing.
 * One use.
 */
final class Report {
  private static final int PROOFS = 200;

  private static final String NOTE =
      Html.element(
          "p",
          "This page says what the records say. That they are the ones that were written is shown by"
              + " their proofs, below, or by verifying the ledger; not by the page.");

  private static final String CONTENTS =
      "<nav><a href=\"#course\">Course</a> <a href=\"#timeline\">Timeline</a>"
          + " <a href=\"#decisions\">Decisions</a> <a href=\"#code\">Code</a>"
          + " <a href=\"#proofs\">Proofs</a></nav>\n";

  private final Snapshot snapshot;
  private final Payloads payloads;
  private final StringBuilder page = new StringBuilder();

  Report(Snapshot snapshot, Payloads payloads) {
    this.snapshot = snapshot;
    this.payloads = payloads;
  }

  String of(String task, List<DecisionRecord> records) throws IOException {
    TaskSummary summary = new TaskSummary(task);
    records.forEach(summary::add);
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" style-src 'unsafe-inline'\">\n")
        .append(Html.element("title", "Task " + Plain.line(task)))
        .append("<style>\n")
        .append(style())
        .append("</style>\n</head>\n<body>\n")
        .append(Html.element("h1", "Task " + Plain.line(task)))
        .append(ReportHead.of(records, summary, snapshot.signed(), key().name()))
        .append(NOTE)
        .append(CONTENTS);
    begin("course", "Course");
    page.append("<ul class=\"tree\">\n");
    tree(TaskTree.of(records, payloads));
    page.append("</ul>\n</section>\n");
    begin("timeline", "Timeline");
    page.append("<div class=\"wide\">\n").append(ReportTimeline.of(Course.of(records)));
    page.append("</div>\n</section>\n");
    decisions(records);
    code(records);
    proofs(records);
    return page.append("</body>\n</html>\n").toString();
  }

  private VerifierKey key() throws IOException {
    return snapshot.directory().ownKey();
  }

  private static String style() throws IOException {
    try (InputStream in = Report.class.getResourceAsStream("/report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void begin(String id, String title) {
    page.append("<section id=\"").append(id).append("\">\n").append(Html.element("h2", title));
  }

  private void tree(TaskTree.Node node) {
    page.append("<li>");
    if (node.sequence() >= 0) {
      page.append("<a href=\"#r").append(node.sequence()).append("\">#").append(node.sequence());
      page.append("</a> ");
    }
    page.append(Html.text(node.text()));
    if (!node.below().isEmpty()) {
      page.append("\n<ul>\n");
      node.below().forEach(this::tree);
      page.append("</ul>\n");
    }
    page.append("</li>\n");
  }

  private void decisions(List<DecisionRecord> records) throws IOException {
    begin("decisions", "Decisions, one by one");
    for (DecisionRecord record : records) {
      page.append("<article id=\"r").append(record.sequence()).append("\">\n");
      page.append(Html.element("h3", "#" + record.sequence() + " " + Facts.type(record.body())));
      for (String sentence : new Reasons(record, payloads).sentences()) {
        page.append(Html.element("p", sentence));
      }
      page.append("</article>\n");
    }
    page.append("</section>\n");
  }

  private void code(List<DecisionRecord> records) {
    begin("code", "Code that acted");
    page.append("<table>\n<tr><th>Bundle</th><th>Version</th><th>SHA-256</th><th>Signed by</th>")
        .append("</tr>\n");
    TreeSet<String> rows = new TreeSet<>();
    for (DecisionRecord record : records) {
      for (Code code : record.code()) {
        rows.add(
            "<tr>"
                + Html.element("td", Plain.line(code.bundle()))
                + Html.element("td", Plain.line(code.version()))
                + "<td><code>"
                + Html.text(Plain.line(code.digest()))
                + "</code></td>"
                + Html.element("td", Plain.line(code.signer().orElse("nobody")))
                + "</tr>\n");
      }
    }
    rows.forEach(page::append);
    page.append("</table>\n</section>\n");
  }

  private void proofs(List<DecisionRecord> records) throws IOException {
    begin("proofs", "Proofs");
    page.append(
        Html.element(
            "p",
            "Each block holds a C2SP tlog-proof of one record. Saved to a file, it is checked against"
                + " a key that you have from elsewhere; the ledger says that its key is the one"
                + " below. The command: "
                + Typed.anywhere("check-proof FILE --key KEY")));
    page.append(Html.element("pre", key().toString()));
    snapshot
        .note()
        .ifPresent(
            note -> {
              page.append(Html.element("p", "The checkpoint that they lead to:"));
              page.append(Html.element("pre", new String(note, StandardCharsets.UTF_8)));
            });
    int told = 0;
    int left = 0;
    for (DecisionRecord record : records) {
      boolean proved = record.sequence() < snapshot.signed();
      if (proved && decides(record.body()) && told++ < PROOFS) {
        String what = "Proof of #" + record.sequence() + " " + Facts.type(record.body());
        page.append("<details>").append(Html.element("summary", what));
        page.append(Html.element("pre", ProveCommand.proof(snapshot, record.sequence()).text()));
        page.append("</details>\n");
      } else {
        left++;
      }
    }
    page.append(
        Html.element(
            "p",
            Words.count(left, "record")
                + " of the task without a proof here: calls, outcomes and the like, or what no"
                + " checkpoint covers yet. Any of them: "
                + snapshot.directory().typed().of("prove", "--index", "N")));
    page.append("</section>\n");
  }

  private static boolean decides(Body body) {
    return body instanceof Body.TaskAdmitted
        || body instanceof Body.SubgoalRouted
        || body instanceof Body.CheckMade
        || body instanceof Body.HaltDecided
        || body instanceof Body.AnswerReleased;
  }
}
