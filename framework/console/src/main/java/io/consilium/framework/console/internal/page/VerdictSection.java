package io.consilium.framework.console.internal.page;

import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Checked;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import java.util.List;

/** What the verifiers said, of the task first, then of the loops below it. */
record VerdictSection(Carry carry) implements Section {
  @Override
  public void write(Html html) {
    html.open("section", "aria-labelledby", "checks").element("h2", "Checks", "id", "checks");
    if (carry.checks().isEmpty()) {
      html.element("p", "No check was made.", "class", "note");
    } else {
      list(html, carry);
    }
    below(html, carry);
    html.close("section");
  }

  private static void below(Html html, Carry loop) {
    for (Carry child : loop.children().values()) {
      if (!child.checks().isEmpty()) {
        html.open("details").element("summary", "Checks on the way, in " + child.path());
        list(html, child);
        html.close("details");
      }
      below(html, child);
    }
  }

  private static void list(Html html, Carry loop) {
    html.open("ul", "class", "checks");
    loop.checks().values().forEach(checked -> check(html, checked));
    html.close("ul");
  }

  private static void check(Html html, Checked checked) {
    String kind = kind(checked.verdict());
    html.open("li", "class", kind)
        .element("span", kind, "class", "verdict")
        .element("strong", checked.check())
        .element(
            "span",
            checked.verifier() + (checked.required() ? "" : ", not required"),
            "class",
            "note");
    score(html, checked.verdict());
    findings(html, checked.verdict().findings());
    html.close("li");
  }

  private static String kind(Verdict verdict) {
    if (verdict instanceof Verdict.Accepted) {
      return "accepted";
    }
    if (verdict instanceof Verdict.Rejected) {
      return "rejected";
    }
    return verdict instanceof Verdict.Undecided ? "undecided" : "broke";
  }

  private static void score(Html html, Verdict verdict) {
    if (verdict instanceof Verdict.Accepted accepted) {
      score(html, accepted.score(), accepted.threshold());
    } else if (verdict instanceof Verdict.Rejected rejected) {
      score(html, rejected.score(), rejected.threshold());
    }
  }

  private static void score(Html html, double score, double threshold) {
    html.element(
        "span",
        "score " + Figures.plain(score) + ", needed " + Figures.plain(threshold),
        "class",
        "score");
  }

  private static void findings(Html html, List<Finding> findings) {
    if (!findings.isEmpty()) {
      html.open("ul", "class", "findings");
      findings.forEach(finding -> html.element("li", finding.message(), "title", finding.code()));
      html.close("ul");
    }
  }
}
