package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.HaltReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What policy keeps back of an answer, by the rulings among a task's entries. Pure. */
final class Withheld {
  private static final Set<HaltReason> KEPT = Set.of(HaltReason.POLICY, HaltReason.HUMAN);

  private Withheld() {}

  /** The answer after the last ruling on it; as it is if there was none. */
  static Answer of(Answer answer, List<Entry> entries) {
    Optional<Entry> last = ruling(entries);
    if (last.isEmpty()) {
      return answer;
    }
    Body.PolicyEvaluated ruled = (Body.PolicyEvaluated) last.get().record().body();
    if (ruled.outcome() == Ruling.Outcome.DENIED) {
      return new Answer.Refused(HaltReason.POLICY, denial(HaltReason.POLICY, entries));
    }
    if (ruled.outcome() == Ruling.Outcome.APPROVAL) {
      Optional<HaltReason> refused = refused(entries);
      if (refused.isPresent()) {
        return new Answer.Refused(refused.get(), denial(refused.get(), entries));
      }
    }
    if (ruled.masked().isEmpty()) {
      return answer;
    }
    // What plugins say of a result can repeat it: under a mask only our own words leave.
    String words = Words.reason(answer.reason());
    if (answer instanceof Answer.Refused) {
      return new Answer.Refused(answer.reason(), words);
    }
    Map<String, List<Artifact>> outputs = Masks.of(answer.outputs(), ruled.masked());
    return answer instanceof Answer.BestEffort best
        ? new Answer.BestEffort(best.reason(), outputs, List.of(words))
        : new Answer.Answered(answer.reason(), outputs);
  }

  private static Optional<Entry> ruling(List<Entry> entries) {
    return entries.stream()
        .filter(
            entry ->
                entry.record().body() instanceof Body.PolicyEvaluated ruled
                    && ruled.point() == PolicyPoint.BEFORE_ANSWER)
        .reduce((first, second) -> second);
  }

  /** How the last wait for approval of an answer was refused; empty if it was granted. */
  private static Optional<HaltReason> refused(List<Entry> entries) {
    State state = Fold.all(entries);
    return state.waits().values().stream()
        .filter(wait -> wait.asked().point() == PolicyPoint.BEFORE_ANSWER)
        .reduce((first, second) -> second)
        .filter(wait -> !wait.ended().orElse(true))
        .map(Wait::denial);
  }

  /** Whether policy or a person stopped the task, by what is on record so far. */
  static boolean stopped(State state, List<Entry> entries) {
    return state.carry().halted().filter(KEPT::contains).isPresent()
        || state.waits().values().stream().anyMatch(Wait::denied)
        || entries.stream()
            .map(entry -> entry.record().body())
            .anyMatch(
                body ->
                    body instanceof Body.PolicyEvaluated ruled
                        && ruled.point() != PolicyPoint.ROUTING
                        && ruled.outcome() == Ruling.Outcome.DENIED);
  }

  /** Why policy or a person denied it, for a person. */
  static String denial(HaltReason reason, List<Entry> entries) {
    String message = "";
    for (Entry entry : entries) {
      Body body = entry.record().body();
      boolean denied =
          (body instanceof Body.PolicyEvaluated ruled && ruled.outcome() == Ruling.Outcome.DENIED)
              || (body instanceof Body.ApprovalGiven given && !given.granted());
      if (denied) {
        message = Slots.text(entry.payloads(), Slots.MESSAGE);
      } else if (body instanceof Body.ApprovalEnded ended && ended.timedOut() && !ended.granted()) {
        message = "Nobody approved it in time.";
      }
    }
    String words = Words.reason(reason);
    return message.isBlank() ? words : words + " " + message;
  }

  /**
   * Entries that may leave with an answer: where policy keeps something back, without contents that
   * could tell it, but for what the caller gave and what he gets.
   */
  static List<Entry> entries(List<Entry> entries) {
    boolean kept =
        entries.stream()
            .map(entry -> entry.record().body())
            .anyMatch(
                body ->
                    body instanceof Body.PolicyEvaluated ruled
                            && ruled.point() == PolicyPoint.BEFORE_ANSWER
                            && !ruled.masked().isEmpty()
                        || body instanceof Body.AnswerReleased released
                            && KEPT.contains(released.reason()));
    return kept ? entries.stream().map(Withheld::bare).toList() : entries;
  }

  private static Entry bare(Entry entry) {
    Body body = entry.record().body();
    if (body instanceof Body.TaskAdmitted || body instanceof Body.AnswerReleased) {
      return entry;
    }
    Map<String, Artifact> structure = new HashMap<>(entry.payloads());
    structure.keySet().removeIf(slot -> !slot.equals(Slots.PLAN) && !slot.equals(Slots.CANDIDATES));
    return new Entry(entry.record(), structure);
  }
}
