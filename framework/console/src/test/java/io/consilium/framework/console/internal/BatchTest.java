package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.task.Budget;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Progress;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.framework.pipeline.Pipeline;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final int AT_ONCE = Runtime.getRuntime().availableProcessors();

  /** An approval may take hours; the rest of the files need not wait for it. */
  @Test
  void aTaskThatWaitsForPeopleLeavesItsPlaceToTheNext() throws Exception {
    int jobs = AT_ONCE + 1;
    PatientEngine engine = new PatientEngine(jobs);
    Host host = new Host(null, () -> engine, () -> null, () -> null, null, null);
    Pipeline.Use use = new Pipeline.Use("u", Settings.EMPTY);
    Pipeline pipeline =
        new Pipeline("p", "0", "A test.", "goal", List.of(), Budget.DEFAULT, use, use, use);
    Channel channel = new Channel(new ByteArrayOutputStream());
    Batch batch =
        new Batch(host, engine, channel, pipeline, OptionalLong.of(1), Principal.LOCAL, false);
    Thread client =
        new Thread(
            () -> {
              try {
                batch.run(Collections.nCopies(jobs, new Job(List.of(), 0)));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    client.start();
    try {
      assertThat(engine.allBegun.await(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      batch.cancel();
      client.join();
      channel.finish();
    }
  }

  /** Its tasks wait for people until they are cancelled. */
  private static final class PatientEngine implements Engine {
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch allBegun;

    PatientEngine(int jobs) {
      this.allBegun = new CountDownLatch(jobs);
    }

    @Override
    public Run submit(Submission submission) {
      TaskId id = new TaskId("t-" + begun.incrementAndGet());
      CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
      submission.observer().accept(new Progress.Recorded(asked(id)));
      allBegun.countDown();
      return new PatientRun(id, outcome);
    }

    private static DecisionRecord asked(TaskId id) {
      Body body =
          new Body.ApprovalAsked(1, PolicyPoint.BEFORE_ANSWER, List.of("rule"), 1, 0, false, 0);
      Position at = new Position(id.value(), "", 0, 1, 0);
      return new DecisionRecord(
          1, 7, "id", "time", 0, "", "", "", "", at, List.of(), body, Map.of());
    }

    @Override
    public List<Run> running() {
      return List.of();
    }

    @Override
    public List<String> missing(Pipeline pipeline) {
      return List.of();
    }

    @Override
    public List<Installed> installed() {
      return List.of();
    }

    @Override
    public List<String> recover() {
      return List.of();
    }
  }

  private record PatientRun(TaskId id, CompletableFuture<TaskOutcome> ended) implements Run {
    @Override
    public String pipeline() {
      return "p";
    }

    @Override
    public CompletionStage<TaskOutcome> outcome() {
      return ended;
    }

    @Override
    public void cancel() {
      ended.completeExceptionally(new IllegalStateException("cancelled"));
    }
  }
}
