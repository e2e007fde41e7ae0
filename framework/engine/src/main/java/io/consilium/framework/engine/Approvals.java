package io.consilium.framework.engine;

import io.consilium.api.policy.PolicyAnswer.Approval.Shown;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.TaskId;
import java.time.Instant;
import java.util.List;

/** Tasks that wait for people. Thread-safe; published beside {@link Engine}. */
public interface Approvals {

  /** Every wait, the oldest first. */
  List<Waiting> waiting();

  /**
   * Approves or refuses, on record.
   *
   * @param name who decides
   * @param words why, in his own words
   * @return how the wait stands now, for a person
   * @throws IllegalArgumentException if the task does not wait so, or this person may not decide:
   *     who handed it in, corrected a result of it, or approved already; the message is for a
   *     person
   */
  String decide(TaskId task, int approval, String name, boolean granted, String words);

  /**
   * Puts another output in the place of a result's, on record; what follows from it is done again.
   *
   * @param subgoal of the loop that waits
   * @throws IllegalArgumentException if the task does not wait so, there is no such output, or this
   *     person handed it in
   */
  void correct(
      TaskId task,
      int approval,
      String subgoal,
      String output,
      Artifact content,
      String name,
      String words);

  /**
   * One wait.
   *
   * @param approval its number within the task
   * @param given who has approved
   * @param until when it ends by itself
   * @param otherwise what holds then: true to go on
   */
  record Waiting(
      TaskId task,
      String pipeline,
      int approval,
      PolicyPoint point,
      String path,
      List<String> rules,
      int approvers,
      List<String> given,
      Instant until,
      boolean otherwise,
      List<Shown> shown) {
    public Waiting {
      rules = List.copyOf(rules);
      given = List.copyOf(given);
      shown = List.copyOf(shown);
    }
  }
}
