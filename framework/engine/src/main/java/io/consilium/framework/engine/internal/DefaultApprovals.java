package io.consilium.framework.engine.internal;

import io.consilium.api.task.Artifact;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.Approvals;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The waits of all tasks of an engine. */
final class DefaultApprovals implements Approvals {
  private final DefaultEngine engine;

  DefaultApprovals(DefaultEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<Waiting> waiting() {
    return engine.runs().stream()
        .flatMap(
            run ->
                run.journal().state().waits().values().stream()
                    .filter(Wait::open)
                    .map(wait -> waiting(run, wait)))
        .sorted(Comparator.comparing((Waiting waiting) -> waiting.task().value()))
        .toList();
  }

  private static Waiting waiting(TaskRun run, Wait wait) {
    return new Waiting(
        run.id(),
        run.pipeline(),
        wait.number(),
        wait.asked().point(),
        wait.path(),
        wait.asked().rules(),
        wait.asked().approvers(),
        wait.given(),
        Instant.ofEpochMilli(wait.asked().untilMillis()),
        wait.asked().otherwise(),
        wait.shown());
  }

  @Override
  public String decide(TaskId task, int approval, String name, boolean granted, String words) {
    return run(task).approving().decide(approval, name, granted, words);
  }

  @Override
  public void correct(
      TaskId task,
      int approval,
      String subgoal,
      String output,
      Artifact content,
      String name,
      String words) {
    run(task).approving().correct(approval, subgoal, output, content, name, words);
  }

  private TaskRun run(TaskId task) {
    return engine
        .run(task)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No task of this id is under way ("
                        + task
                        + "). Maybe see: ./consilium approve list"));
  }
}
