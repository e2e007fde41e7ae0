package io.consilium.framework.engine;

import io.consilium.api.ledger.Code;
import io.consilium.api.task.Position;
import io.consilium.api.task.TaskId;
import java.util.List;
import java.util.Objects;

/**
 * What came of repeating a task's decisions.
 *
 * @param decisions each decision, in the order of the log
 * @param code the code that was asked again
 * @param notes what else there is to know, for a person
 */
public record Replay(
    TaskId task, String pipeline, List<Decision> decisions, List<Loaded> code, List<String> notes) {
  public Replay {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(pipeline, "pipeline");
    decisions = List.copyOf(decisions);
    code = List.copyOf(code);
    notes = List.copyOf(notes);
  }

  /** How a repeated decision compares. */
  public enum Outcome {
    /** Every field is as recorded, apart from what was fed from the record. */
    IDENTICAL,
    DIFFERENT,
    /** It cannot be taken again. */
    NOT_REPEATABLE
  }

  /**
   * One decision.
   *
   * @param kind plan, routing, call, check, halt or answer
   * @param what which one, for a person
   * @param differences where it differs, the first first; empty unless different
   * @param fed what was taken from the record and not found anew, one clause each
   * @param why why it cannot be repeated, a sentence; empty if it was
   */
  public record Decision(
      long sequence,
      Position position,
      String kind,
      String what,
      Outcome outcome,
      List<Difference> differences,
      List<String> fed,
      String why) {
    public Decision {
      differences = List.copyOf(differences);
      fed = List.copyOf(fed);
    }
  }

  /**
   * A field that differs.
   *
   * @param field its path, such as {@code candidates[solver.sudoku].parts.fit}
   * @param recorded as JSON; empty if it is not there; {@code (sealed)} if it stands in a payload,
   *     which is compared and never shown
   * @param repeated likewise
   */
  public record Difference(String field, String recorded, String repeated) {}

  /**
   * Code that was needed.
   *
   * @param from {@code running}, {@code store}, or {@code missing}
   * @param trouble why it is missing, for a person; else empty
   */
  public record Loaded(Code code, String from, String trouble) {}

  /** How many decisions came out so. */
  public long count(Outcome outcome) {
    return decisions.stream().filter(decision -> decision.outcome() == outcome).count();
  }
}
