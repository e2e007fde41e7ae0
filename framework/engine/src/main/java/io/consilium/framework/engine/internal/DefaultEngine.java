package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs tasks, each on a thread of its own, over one ledger and the plugins that are there. */
public final class DefaultEngine implements Engine, AutoCloseable {
  private static final Duration ARRIVALS = Duration.ofSeconds(10);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Host host;
  private final ExecutorService loops = Executors.newCachedThreadPool(new DaemonThreads("loop"));
  private final Map<TaskId, TaskRun> running = new ConcurrentHashMap<>();
  private final List<String> recovered = new ArrayList<>();
  private final Quarantines quarantines;
  private final Runnable onClose;
  private volatile boolean closed;

  /**
   * @param onClose what to do when everything has ended
   */
  DefaultEngine(
      Ledger ledger,
      Plugins plugins,
      Guests guests,
      Policies policies,
      Code code,
      Runnable onClose) {
    this.onClose = onClose;
    host =
        new Host(
            ledger,
            plugins,
            guests,
            code,
            loops,
            policies,
            Experience.of(ledger),
            new ShadowDesk(guests));
    quarantines = new Quarantines(ledger);
    guests.listen(quarantines);
  }

  @Override
  public Run submit(Submission submission) {
    Admission.check(submission);
    host.plugins().awaitArrivals(ARRIVALS);
    List<String> missing = new Needs(host.plugins(), submission.pipeline()).parts();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", missing));
    }
    Instant now = Instant.now();
    TaskId id = Admission.newId(now);
    TaskRun run =
        new TaskRun(id, submission.pipeline(), host, submission.observer(), running::remove);
    running.put(id, run);
    try {
      refuseIfUnrecorded();
      Draft admitted = Admission.admitted(id, submission, now, host.code());
      run.journal().append(state -> List.of(admitted));
      run.journal().awaitDurable();
      loops.execute(run);
      return run;
    } catch (RuntimeException | Error e) {
      running.remove(id);
      throw e;
    }
  }

  private void refuseIfUnrecorded() {
    String trouble = host.ledger().trouble();
    if (closed || !trouble.isEmpty()) {
      throw new LedgerFailure(
          closed ? "The engine is closed, since its ledger went away." : trouble);
    }
  }

  @Override
  public List<Run> running() {
    return List.copyOf(running.values());
  }

  @Override
  public List<String> missing(Pipeline pipeline) {
    host.plugins().awaitArrivals(ARRIVALS);
    return new Needs(host.plugins(), pipeline).all();
  }

  @Override
  public List<Installed> installed() {
    return host.plugins().all().stream().map(DefaultEngine::installed).toList();
  }

  @Override
  public boolean release(String id) {
    List<Guest<?>> named =
        host.plugins().all().stream()
            .filter(guest -> guest.id().equals(id) || guest.code().bundle().equals(id))
            .toList();
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "No plugin (" + id + ") is installed. Maybe see: ./consilium plugin list");
    }
    boolean released = false;
    for (Guest<?> guest : named) {
      released |= guest.stuck().isEmpty() && guest.circuit().release();
    }
    for (Guest<?> guest : named) {
      if (guest.stuck().isPresent()) {
        throw new IllegalArgumentException(
            "The plugin ("
                + id
                + ") cannot be released: "
                + guest.stuck().get().detail()
                + ". "
                + guest.wayOut()
                + ".");
      }
    }
    return released;
  }

  @Override
  public void cancelCalls(long osgiBundle) {
    host.plugins().all().stream()
        .filter(guest -> guest.lease().osgiBundle() == osgiBundle)
        .forEach(Guest::cancelCalls);
  }

  private static Installed installed(Guest<?> guest) {
    Set<String> capabilities = new TreeSet<>();
    if (guest.descriptor(Object.class) instanceof ExpertDescriptor descriptor) {
      descriptor.capabilities().forEach(capability -> capabilities.add(capability.name()));
    }
    Optional<String> trouble =
        guest
            .bar()
            .map(veto -> veto.detail() + ". " + guest.wayOut())
            .or(() -> Optional.of(guest.trouble()).filter(words -> !words.isEmpty()))
            .or(() -> Optional.of(guest.circuit().words()).filter(words -> !words.isEmpty()));
    return new Installed(
        guest.kind(),
        guest.id(),
        guest.code().bundle(),
        guest.code().version(),
        guest.code().digest(),
        guest.lease().osgiBundle(),
        capabilities,
        guest.stage() == Guest.Stage.READY && guest.bar().isEmpty(),
        trouble,
        guest.calls(),
        guest.lost(),
        guest.code().configuration(),
        guest.circuit().state(),
        guest.account().usage());
  }

  @Override
  public Map<String, List<Capability>> capabilities() {
    Map<String, List<Capability>> declared = new TreeMap<>();
    for (Guest<Expert> guest : host.plugins().experts()) {
      if (guest.descriptor(Object.class) instanceof ExpertDescriptor descriptor) {
        declared.put(guest.id(), descriptor.capabilities());
      }
    }
    return declared;
  }

  @Override
  public List<Trial> trials() {
    return host.experience().trials();
  }

  @Override
  public Map<String, Long> shadowsDropped() {
    return host.shadows().dropped();
  }

  Plugins plugins() {
    return host.plugins();
  }

  Host host() {
    return host;
  }

  /**
   * Closes tasks that a crash left open, and returns all that were closed since this engine began.
   */
  @Override
  public synchronized List<String> recover() {
    Recovery recovery =
        new Recovery(host.code(), host.policies().governs(PolicyPoint.BEFORE_ANSWER));
    List<TaskId> open = new ArrayList<>(host.ledger().unfinished());
    open.removeAll(running.keySet());
    // A task that ended between the two looks above has its answer on record by now.
    open.retainAll(host.ledger().unfinished());
    for (TaskId task : open) {
      if (!resumed(task)) {
        close(recovery, task);
        recovered.add(task.value());
      }
    }
    return List.copyOf(recovered);
  }

  /** Goes on with a task that waited for people when its host died. */
  private boolean resumed(TaskId task) {
    try {
      Resumption past = Resumption.of(host.ledger().entries(task));
      if (!past.possible()) {
        return false;
      }
      TaskRun run = new TaskRun(past, host, running::remove);
      running.put(task, run);
      loops.execute(run);
      return true;
    } catch (RuntimeException e) {
      host.warn("Task " + task + " cannot go on; it is closed", e);
      return false;
    }
  }

  List<TaskRun> runs() {
    return List.copyOf(running.values());
  }

  /** The task under way of an id. */
  Optional<TaskRun> run(TaskId id) {
    return Optional.ofNullable(running.get(id));
  }

  private void close(Recovery recovery, TaskId task) {
    Receipt receipt;
    try {
      receipt = host.ledger().append(recover(recovery, task));
    } catch (IllegalArgumentException e) {
      host.warn("What would close task " + task + " cannot be recorded; it is closed bare", e);
      receipt = host.ledger().append(recovery.closeUnread(task));
    }
    receipt.durable().toCompletableFuture().join();
  }

  private List<Draft> recover(Recovery recovery, TaskId task) {
    try {
      return recovery.close(host.ledger().entries(task));
    } catch (RuntimeException e) {
      host.warn("The records of task " + task + " cannot be read; it is closed without them", e);
      return recovery.closeUnread(task);
    }
  }

  /** Cancels what runs and lets it close on record; takes no more. */
  @Override
  public void close() {
    closed = true;
    host.guests().unlisten(quarantines);
    host.experience().close();
    List<TaskRun> open = runs();
    open.forEach(TaskRun::end);
    try {
      CompletableFuture.allOf(
              open.stream()
                  .map(run -> run.outcome().toCompletableFuture())
                  .toArray(CompletableFuture<?>[]::new))
          .get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      host.warn("Not every task could be closed; the rest is closed at the next start", e);
    }
    host.shadows().close();
    loops.shutdown();
    onClose.run();
  }
}
