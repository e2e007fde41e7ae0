package io.consilium.verifier.constraints.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.GridSolution.Status;
import io.consilium.api.host.Facts;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Judges what is said of a question's solutions, by its rules and by a search. */
final class Judgement {
  private static final int TOLD = 12;

  private final Question question;
  private final GridSolution said;
  private final Alarm alarm;

  private Judgement(Question question, GridSolution said, Alarm alarm) {
    this.question = question;
    this.said = said;
    this.alarm = alarm;
  }

  static Verdict of(Question question, GridSolution said, Alarm alarm) {
    Judgement judgement = new Judgement(question, said, alarm);
    List<Finding> breaches = judgement.breaches();
    if (!breaches.isEmpty()) {
      double kept = Math.max(0, 1 - (double) breaches.size() / question.rules());
      return new Verdict.Rejected(kept, 1, judgement.shortened(breaches));
    }
    return switch (said.status()) {
      case PROPOSED, UNIQUE -> judgement.one();
      case SEVERAL -> judgement.several();
      case NONE -> judgement.none();
    };
  }

  private List<Finding> breaches() {
    List<Finding> found = new ArrayList<>();
    for (Grid solution : said.solutions()) {
      found.addAll(question.breaches(solution));
    }
    return found;
  }

  private List<Finding> shortened(List<Finding> breaches) {
    if (breaches.size() <= TOLD) {
      return breaches;
    }
    List<Finding> told = new ArrayList<>(breaches.subList(0, TOLD));
    int rest = breaches.size() - TOLD;
    told.add(new Finding("more", rest + " more breaches.", Facts.of("more", rest)));
    return told;
  }

  private Verdict one() {
    Census census = question.census(alarm);
    Facts facts = Facts.of("nodes", census.nodes()).with("solutions", census.solutions());
    if (census.solutions() > 1) {
      boolean fine = said.status() == Status.PROPOSED && question.anyWillDo();
      String count = census.ended() ? "There are " + census.solutions() : "There are several";
      Finding several =
          new Finding(
              "several",
              "It holds, but it is not the only "
                  + question.noun()
                  + ": "
                  + census.how()
                  + " found another.",
              facts);
      return fine
          ? accepted(
              holds(),
              new Finding("several", count + " " + question.noun() + "s, this is one.", facts))
          : new Verdict.Rejected(0.5, 1, List.of(several));
    }
    if (!census.ended()) {
      return unfinished(census, holds(), "whether it is the only one");
    }
    if (census.solutions() == 0) {
      throw new IllegalStateException(
          "The search found nothing where a " + question.noun() + " holds: a fault of this check.");
    }
    return accepted(
        holds(),
        new Finding(
            "only-one",
            "It is the only " + question.noun() + ": " + census.how() + " found no other.",
            facts));
  }

  private Finding holds() {
    return new Finding("holds", question.kept(), Facts.of("rules", question.rules()));
  }

  private Verdict several() {
    if (said.solutions().get(0).equals(said.solutions().get(1))) {
      return new Verdict.Rejected(
          0,
          1,
          List.of(
              new Finding(
                  "witnesses-equal",
                  "The two " + question.noun() + "s that are shown are the same one.")));
    }
    return accepted(
        new Finding(
            "witnesses",
            "Two different " + question.noun() + "s are shown. Of each: " + question.kept(),
            Facts.of("rules", question.rules())));
  }

  private Verdict none() {
    Census census = question.census(alarm);
    Facts facts = Facts.of("nodes", census.nodes()).with("solutions", census.solutions());
    if (census.solutions() > 0) {
      return new Verdict.Rejected(
          0,
          1,
          List.of(
              new Finding(
                  "exists",
                  "There is a " + question.noun() + ": " + census.how() + " found one.",
                  facts)));
    }
    if (!census.ended()) {
      return unfinished(census, null, "whether there is none");
    }
    return accepted(
        new Finding(
            "none-exists",
            "There is no "
                + question.noun()
                + ": "
                + census.how()
                + (census.nodes() > 0 ? " found none." : ""),
            facts));
  }

  private static Verdict unfinished(Census census, Finding known, String what) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Finding(
            "unfinished",
            "Time was up before "
                + census.how()
                + " could tell "
                + what
                + ". Maybe allow the check more time.",
            Facts.of("nodes", census.nodes())));
    if (known != null) {
      findings.add(known);
    }
    return new Verdict.Undecided(findings);
  }

  private static Verdict accepted(Finding... findings) {
    return new Verdict.Accepted(1, 1, List.of(findings));
  }
}
