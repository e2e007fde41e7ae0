package io.consilium.framework.engine.internal;

import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.routing.TrackRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Runs tasks, each on a thread of its own, over one ledger and the plugins that are there. */
public final class DefaultEngine implements Engine, AutoCloseable {
  private final Host host;
  private final ExecutorService loops = Executors.newCachedThreadPool(new DaemonThreads("loop"));
  private final Map<TaskId, TaskRun> running = new ConcurrentHashMap<>();
  private final List<String> recovered = new ArrayList<>();
  private volatile boolean closed;

  DefaultEngine(Ledger ledger, Plugins plugins, Guests guests, Code code) {
    host = new Host(ledger, plugins, guests, code, loops, new AtomicReference<>(TrackRecord.EMPTY));
  }

  @Override
  public Run submit(Submission submission) {
    Admission.check(submission);
    List<String> missing = new Needs(host.plugins(), submission.pipeline()).parts();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", missing));
    }
    String trouble = host.ledger().trouble();
    if (closed || !trouble.isEmpty()) {
      throw new LedgerFailure(
          closed ? "The engine is closed, since its ledger went away." : trouble);
    }
    Instant now = Instant.now();
    TaskId id = Admission.newId(now);
    TaskRun run =
        new TaskRun(id, submission.pipeline(), host, submission.observer(), running::remove);
    running.put(id, run);
    try {
      Draft admitted = Admission.admitted(id, submission, now, host.code());
      run.journal().append(state -> List.of(admitted));
      run.journal().awaitDurable();
      loops.execute(run);
      return run;
    } catch (RuntimeException e) {
      running.remove(id);
      throw e;
    }
  }

  @Override
  public List<Run> running() {
    return List.copyOf(running.values());
  }

  @Override
  public List<String> missing(Pipeline pipeline) {
    return new Needs(host.plugins(), pipeline).all();
  }

  @Override
  public List<Installed> installed() {
    return host.plugins().all().stream().map(DefaultEngine::installed).toList();
  }

  private static Installed installed(Guest<?> guest) {
    Set<String> capabilities = new TreeSet<>();
    if (guest.descriptor(Object.class) instanceof ExpertDescriptor descriptor) {
      descriptor.capabilities().forEach(capability -> capabilities.add(capability.name()));
    }
    Optional<String> trouble =
        guest.quarantined()
            ? Optional.of("Every slot is held by a call that never came back.")
            : Optional.of(guest.trouble()).filter(words -> !words.isEmpty());
    return new Installed(
        guest.kind(),
        guest.id(),
        guest.code().bundle(),
        guest.code().version(),
        guest.code().digest(),
        capabilities,
        guest.stage() == Guest.Stage.READY && !guest.quarantined(),
        trouble,
        guest.calls(),
        guest.lost());
  }

  Plugins plugins() {
    return host.plugins();
  }

  /**
   * Closes tasks that a crash left open, and returns all that were closed since this engine began.
   */
  @Override
  public synchronized List<String> recover() {
    Recovery recovery = new Recovery(host.code());
    for (TaskId task : host.ledger().unfinished()) {
      if (!running.containsKey(task)) {
        List<Draft> drafts = recovery.close(host.ledger().entries(task));
        if (!drafts.isEmpty()) {
          host.ledger().append(drafts).durable().toCompletableFuture().join();
          recovered.add(task.value());
        }
      }
    }
    return List.copyOf(recovered);
  }

  /** Cancels what runs; takes no more. */
  @Override
  public void close() {
    closed = true;
    running.values().forEach(TaskRun::cancel);
    loops.shutdown();
    host.guests().close();
  }
}
