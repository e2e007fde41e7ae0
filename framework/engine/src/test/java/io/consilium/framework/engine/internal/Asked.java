package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.framework.engine.Approvals;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A task that waits for people, and what they do. */
record Asked(Approvals approvals, Run run) {

  static Asked begun(Rig rig) {
    Asked asked = new Asked(new DefaultApprovals(rig.engine()), rig.start());
    asked.waiting(1);
    return asked;
  }

  /** The task goes on that another host left waiting. */
  static Asked resumed(Rig rig, MemoryLedger left) {
    rig.ledger = left;
    assertThat(rig.engine().recover()).isEmpty();
    return new Asked(new DefaultApprovals(rig.engine()), rig.engine().running().get(0));
  }

  static PolicyAnswer approval(int approvers, Duration within, boolean otherwise) {
    return new PolicyAnswer.Approval(
        List.of("ask"),
        approvers,
        within,
        otherwise,
        List.of(new PolicyAnswer.Approval.Shown("expert.id", "two")));
  }

  /** Until it is so; tests that never see it end by their own time-out. */
  static void until(BooleanSupplier so) {
    while (!so.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  /** Until an expert's call has its outcome on record. */
  static void untilReturned(MemoryLedger ledger, String expert, int times) {
    until(
        () ->
            ledger.bodies(Body.ExpertReturned.class).stream()
                    .filter(returned -> returned.expert().equals(expert))
                    .count()
                >= times);
  }

  Approvals.Waiting waiting(int number) {
    while (true) {
      for (Approvals.Waiting wait : approvals.waiting()) {
        if (wait.approval() == number) {
          return wait;
        }
      }
      Thread.onSpinWait();
    }
  }

  String decide(int number, String name, boolean granted, String words) {
    return approvals.decide(run.id(), number, name, granted, words);
  }

  void correct(int number, String subgoal, String text) {
    approvals.correct(run.id(), number, subgoal, "out", Fakes.text(text), "ann", "A slip.");
  }

  /** What follows from a correction is asked about anew, and approved as well. */
  TaskOutcome corrected(String text) {
    correct(1, "first", text);
    decide(1, "bob", true, "");
    waiting(2);
    decide(2, "bob", true, "");
    return end();
  }

  TaskOutcome end() {
    return Rig.end(run);
  }
}
