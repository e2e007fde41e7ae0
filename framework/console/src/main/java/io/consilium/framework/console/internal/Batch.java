package io.consilium.framework.console.internal;

import static io.consilium.framework.console.internal.Channel.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Proof;
import io.consilium.api.task.Principal;
import io.consilium.framework.console.internal.page.AnswerPage;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Progress;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.framework.pipeline.Pipeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of one request, a few at a time, results in the order of the inputs. While a few run,
 * those that ended wait for their proofs, which come about once a second. {@link #cancel} may be
 * called from any thread.
 */
final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  /** Tasks begun and not yet told of: they are held in memory with all their records. */
  private static final int MOST_HELD = 32;

  private final Host host;
  private final Engine engine;
  private final Channel channel;
  private final Pipeline pipeline;
  private final OptionalLong seed;
  private final Principal principal;
  private final boolean pages;
  private final Proving proving;
  private final Deque<UnderWay> underWay = new ArrayDeque<>();
  private final Set<String> advised = new HashSet<>();
  private final Map<String, Integer> waits = new ConcurrentHashMap<>();
  private int total;
  private boolean cancelled;

  private record UnderWay(
      Job job,
      Run run,
      CompletableFuture<TaskOutcome> ended,
      CompletableFuture<Proving.Proved> proved) {}

  /**
   * @param pages whether the page of each task is wanted
   */
  Batch(
      Host host,
      Engine engine,
      Channel channel,
      Pipeline pipeline,
      OptionalLong seed,
      Principal principal,
      boolean pages) {
    this.host = host;
    this.engine = engine;
    this.channel = channel;
    this.pipeline = pipeline;
    this.seed = seed;
    this.principal = principal;
    this.pages = pages;
    this.proving = new Proving(host);
  }

  /**
   * Runs every task and sends what comes of it.
   *
   * @throws LedgerFailure if a task cannot begin; what comes of those before it is sent first
   */
  void run(List<Job> jobs) throws InterruptedException {
    total = jobs.size();
    Deque<Job> waiting = new ArrayDeque<>(jobs);
    while (true) {
      try {
        while (!waiting.isEmpty() && room() && admit(waiting.peek())) {
          waiting.remove();
        }
      } catch (RuntimeException e) {
        reportAll();
        throw e;
      }
      UnderWay first = first();
      if (first == null) {
        return;
      }
      if (first.proved().isDone() || waiting.isEmpty() || !awaitRoom(first)) {
        report(first);
      }
    }
  }

  private void reportAll() throws InterruptedException {
    for (UnderWay first = first(); first != null; first = first()) {
      report(first);
    }
  }

  /** Cancels what runs; what has not begun never does. */
  synchronized void cancel() {
    cancelled = true;
    underWay.forEach(task -> task.run().cancel());
    notifyAll();
  }

  private synchronized boolean admit(Job job) {
    if (cancelled) {
      return false;
    }
    Run run =
        engine.submit(
            new Submission(pipeline, job.inputs(), principal, seed, progress -> tell(progress)));
    CompletableFuture<TaskOutcome> ended = run.outcome().toCompletableFuture();
    CompletableFuture<Proving.Proved> proved = proving.of(ended);
    underWay.add(new UnderWay(job, run, ended, proved));
    ended.whenComplete((outcome, error) -> wake());
    proved.whenComplete((outcome, error) -> wake());
    if (quiet()) {
      channel.send(event("began").put("task", run.id().value()));
    }
    return true;
  }

  private synchronized void wake() {
    notifyAll();
  }

  private synchronized boolean room() {
    int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors());
    return underWay.size() < MOST_HELD && underWay.stream().filter(this::works).count() < atOnce;
  }

  /** One that waits for people leaves its place to the next, though it is held. */
  private boolean works(UnderWay task) {
    return !task.ended().isDone() && waits.getOrDefault(task.run().id().value(), 0) == 0;
  }

  /** Whether a wait for people begins or ends. Takes no lock: a task's own thread tells it. */
  private boolean countWaits(DecisionRecord record) {
    Body body = record.body();
    int change =
        body instanceof Body.ApprovalAsked ? 1 : body instanceof Body.ApprovalEnded ? -1 : 0;
    if (change != 0) {
      waits.merge(record.position().task(), change, Integer::sum);
      CompletableFuture.runAsync(this::wake);
    }
    return change != 0;
  }

  /** Waits until another may begin; false once the first is to be told of instead. */
  private synchronized boolean awaitRoom(UnderWay first) throws InterruptedException {
    while (!cancelled && !room() && !first.proved().isDone()) {
      wait();
    }
    return !cancelled && room();
  }

  private synchronized UnderWay first() {
    return underWay.peek();
  }

  /** Of many small tasks nobody reads every record. */
  private boolean quiet() {
    return total > 1 && Lines.declared(pipeline);
  }

  private void tell(Progress progress) {
    boolean people =
        progress instanceof Progress.Recorded recorded && countWaits(recorded.record());
    // A task that waits for people waits for whoever reads this, too.
    if (quiet() && !people) {
      return;
    }
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

  private void report(UnderWay task) throws InterruptedException {
    Run run = task.run();
    try {
      Proving.Proved proved = task.proved().get();
      TaskOutcome outcome = proved.outcome();
      host.advice(outcome.carry()).ifPresent(this::advise);
      ObjectNode result = event("result").put("tasks", total);
      ObjectNode report = TaskReport.of(outcome, proved.proof());
      result.set("report", report);
      if (Lines.declared(pipeline)) {
        result.set("line", LineReport.of(task.job(), outcome, report));
      }
      result.put("html", pages ? page(outcome, proved.proof()) : "");
      channel.send(result);
      LOG.info("Task {} of {} ended: {}.", run.id(), pipeline.name(), outcome.answer().reason());
    } catch (ExecutionException | RuntimeException e) {
      LOG.error("Task {} has no answer that may be shown.", run.id(), e);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String message = "No answer may be shown. " + cause.getMessage();
      ObjectNode result = event("result").put("tasks", total).put("html", "");
      result.set("report", FailedReport.of(run, task.job().inputs(), message));
      if (Lines.declared(pipeline)) {
        result.set("line", LineReport.failed(task.job(), run.id().value(), message));
      }
      channel.send(result);
    } finally {
      synchronized (this) {
        underWay.remove(task);
      }
    }
  }

  /** Says once what would help all of them. */
  private void advise(String advice) {
    if (advised.add(advice)) {
      channel.send(event("warning").put("line", advice));
    }
  }

  /** The page; empty if it cannot be drawn, which is no reason to keep the answer back. */
  private String page(TaskOutcome outcome, Optional<Proof> proof) {
    try {
      return AnswerPage.render(outcome, proof, pipeline.name());
    } catch (RuntimeException e) {
      LOG.error("The page of task {} cannot be drawn.", outcome.carry().task().id(), e);
      return "";
    }
  }
}
