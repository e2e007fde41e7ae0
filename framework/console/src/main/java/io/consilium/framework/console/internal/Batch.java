package io.consilium.framework.console.internal;

import static io.consilium.framework.console.internal.Channel.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Proof;
import io.consilium.api.task.Principal;
import io.consilium.api.task.Task;
import io.consilium.framework.console.internal.page.AnswerPage;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Progress;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.framework.pipeline.Pipeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of one request, a few at a time, results in the order of the inputs. {@link #cancel}
 * may be called from any thread.
 */
final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
  private static final long PROOF_SECONDS = 10;

  private final Host host;
  private final Engine engine;
  private final Channel channel;
  private final Deque<UnderWay> underWay = new ArrayDeque<>();
  private int total;
  private boolean cancelled;

  private record UnderWay(Run run, List<Task.Input> inputs) {}

  Batch(Host host, Engine engine, Channel channel) {
    this.host = host;
    this.engine = engine;
    this.channel = channel;
  }

  /**
   * Runs every task and sends what comes of it.
   *
   * @throws LedgerFailure if a task cannot begin; what comes of those before it is sent first
   */
  void run(Pipeline pipeline, List<List<Task.Input>> tasks, OptionalLong seed)
      throws InterruptedException {
    total = tasks.size();
    int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors());
    Deque<List<Task.Input>> waiting = new ArrayDeque<>(tasks);
    while (true) {
      try {
        while (!waiting.isEmpty() && size() < atOnce && admit(pipeline, waiting.peek(), seed)) {
          waiting.remove();
        }
      } catch (RuntimeException e) {
        reportAll(pipeline);
        throw e;
      }
      UnderWay first = first();
      if (first == null) {
        return;
      }
      report(first, pipeline);
    }
  }

  private void reportAll(Pipeline pipeline) throws InterruptedException {
    for (UnderWay first = first(); first != null; first = first()) {
      report(first, pipeline);
    }
  }

  /** Cancels what runs; what has not begun never does. */
  synchronized void cancel() {
    cancelled = true;
    underWay.forEach(task -> task.run().cancel());
  }

  private synchronized boolean admit(
      Pipeline pipeline, List<Task.Input> inputs, OptionalLong seed) {
    if (cancelled) {
      return false;
    }
    Run run =
        engine.submit(
            new Submission(pipeline, inputs, Principal.LOCAL, seed, progress -> tell(progress)));
    underWay.add(new UnderWay(run, inputs));
    return true;
  }

  private synchronized int size() {
    return underWay.size();
  }

  private synchronized UnderWay first() {
    return underWay.peek();
  }

  private void tell(Progress progress) {
    if (progress instanceof Progress.Recorded recorded) {
      DecisionRecord record = recorded.record();
      channel.send(
          event("progress")
              .put("task", record.position().task())
              .put("path", record.position().path())
              .put("level", record.position().level())
              .put("kind", Narrator.kind(record.body()))
              .put("line", Narrator.line(record)));
    } else if (progress instanceof Progress.Said said) {
      channel.send(
          event("progress")
              .put("task", said.position().task())
              .put("path", said.position().path())
              .put("level", said.position().level())
              .put("kind", "said")
              .put("line", said.plugin() + ": " + said.message()));
    }
  }

  private void report(UnderWay task, Pipeline pipeline) throws InterruptedException {
    Run run = task.run();
    try {
      TaskOutcome outcome = run.outcome().toCompletableFuture().get();
      Optional<Proof> proof = prove(outcome);
      ObjectNode result = event("result").put("tasks", total);
      result.set("report", TaskReport.of(outcome, proof));
      result.put("html", page(outcome, proof, pipeline));
      channel.send(result);
      LOG.info("Task {} of {} ended: {}.", run.id(), pipeline.name(), outcome.answer().reason());
    } catch (ExecutionException | RuntimeException e) {
      LOG.error("Task {} has no answer that may be shown.", run.id(), e);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String message = "No answer may be shown. " + cause.getMessage();
      ObjectNode result = event("result").put("tasks", total).put("html", "");
      channel.send(result.set("report", FailedReport.of(run, task.inputs(), message)));
    } finally {
      synchronized (this) {
        underWay.remove(task);
      }
    }
  }

  /** The page; empty if it cannot be drawn, which is no reason to keep the answer back. */
  private static String page(TaskOutcome outcome, Optional<Proof> proof, Pipeline pipeline) {
    try {
      return AnswerPage.render(outcome, proof, pipeline.name());
    } catch (RuntimeException e) {
      LOG.error("The page of task {} cannot be drawn.", outcome.carry().task().id(), e);
      return "";
    }
  }

  /** The proof of the released answer; empty if the ledger does not give one in time. */
  private Optional<Proof> prove(TaskOutcome outcome) throws InterruptedException {
    Optional<Ledger> ledger = host.ledger();
    Optional<DecisionRecord> released =
        outcome.entries().stream()
            .map(Entry::record)
            .filter(record -> record.body() instanceof Body.AnswerReleased)
            .filter(record -> record.position().level() == 0)
            .reduce((earlier, later) -> later);
    if (ledger.isEmpty() || released.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ledger
              .get()
              .prove(released.get().sequence())
              .toCompletableFuture()
              .get(PROOF_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException | LedgerFailure e) {
      LOG.warn("No inclusion proof for task {}.", outcome.carry().task().id(), e);
      return Optional.empty();
    }
  }
}
