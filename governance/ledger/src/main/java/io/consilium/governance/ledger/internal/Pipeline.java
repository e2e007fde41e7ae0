package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Proof;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.task.TaskId;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.format.WalFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The way of a record: queued, forced in a group, acknowledged, integrated, signed. One thread
 * writes the log, one the tree, one tells those who wait; all state is guarded by one lock.
 */
final class Pipeline {
  /** Records integrated at once at most, so that a burst cannot hold a proof back. */
  private static final int BATCH = 8192;

  private final Path directory;
  private final Options options;
  private final Wal wal;
  private final Integration integration;
  private final Units units;
  private final Index index;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition queued = lock.newCondition();
  private final Condition forced = lock.newCondition();
  private final Deque<Job> queue = new ArrayDeque<>();
  private final Deque<Job> durableJobs = new ArrayDeque<>();
  private final Map<Long, byte[]> tail = new HashMap<>();
  private final Proofs proofs;
  private final ExecutorService told = Threads.one("consilium-ledger-notify");
  private final Thread writer = Threads.of("consilium-ledger-writer", this::write);
  private final Thread integrator = Threads.of("consilium-ledger-tree", this::integrate);
  private long waitingBytes;
  private long next;
  private long durable;
  private Head head;
  private volatile boolean closing;
  private boolean written;
  private volatile LedgerFailure trouble;

  Pipeline(
      Path directory, Options options, Wal wal, Integration integration, Units units, Index index) {
    this.directory = directory;
    this.options = options;
    this.wal = wal;
    this.integration = integration;
    this.proofs = new Proofs(directory, integration);
    this.units = units;
    this.index = index;
    this.next = integration.size();
    this.durable = next;
    this.head = integration.head();
    writer.start();
    integrator.start();
  }

  /** Puts records at the end of the queue; waits while it is full. */
  Receipt append(
      LongFunction<List<Stamps.Stamped>> stamping, Set<Unit> touched, List<Unit.Sealed> sealed) {
    lock.lock();
    try {
      while (trouble == null && waitingBytes >= options.queueBytes()) {
        room.awaitUninterruptibly();
      }
      refuseInTrouble();
      List<Stamps.Stamped> stamped = stamping.apply(next);
      stamped.forEach(Stamps.Stamped::refuseOversized);
      CompletableFuture<Void> durable = new CompletableFuture<>();
      if (stamped.isEmpty()) {
        durable.complete(null);
      } else {
        enqueue(stamped, touched, sealed, durable);
      }
      return new Receipt(
          stamped.stream().map(Stamps.Stamped::record).toList(), durable.minimalCompletionStage());
    } finally {
      lock.unlock();
    }
  }

  private void enqueue(
      List<Stamps.Stamped> stamped,
      Set<Unit> touched,
      List<Unit.Sealed> sealed,
      CompletableFuture<Void> durable) {
    List<byte[]> blobsHere = new ArrayList<>();
    for (Unit.Sealed one : sealed) {
      byte[] inline = one.takeInline();
      if (inline != null) {
        blobsHere.add(inline);
      }
    }
    List<byte[]> records = new ArrayList<>(stamped.size());
    stamped.forEach(one -> records.add(one.bytes()));
    WalFrame frame = new WalFrame(next, records, blobsHere);
    for (Stamps.Stamped one : stamped) {
      tail.put(next, one.bytes());
      index.add(next++, one.bytes(), one.glance());
    }
    Job job = new Job(frame, touched, frame.length(), durable);
    queue.add(job);
    waitingBytes += job.bytes();
    queued.signal();
  }

  // ---- the writer

  private void write() {
    List<Job> group = new ArrayList<>();
    while (take(group)) {
      try {
        for (Job job : group) {
          for (Unit unit : job.units()) {
            units.save(unit);
          }
        }
        wal.commit(group.stream().map(Job::frame).toList());
        acknowledge(group);
      } catch (IOException | RuntimeException | Error e) {
        fail(e);
        return;
      }
      group.clear();
    }
  }

  private boolean take(List<Job> group) {
    lock.lock();
    try {
      while (queue.isEmpty() && !closing && trouble == null) {
        queued.awaitUninterruptibly();
      }
      if (trouble != null || queue.isEmpty()) {
        written = true;
        forced.signalAll();
        return false;
      }
      group.addAll(queue);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void acknowledge(List<Job> group) {
    lock.lock();
    try {
      boolean first = durableJobs.isEmpty();
      for (Job job : group) {
        queue.remove();
        durableJobs.add(job);
        durable = job.frame().next();
      }
      if (first) {
        // Who waits for more of them waits for a time.
        forced.signalAll();
      }
    } finally {
      lock.unlock();
    }
    List<Job> done = List.copyOf(group);
    told.execute(() -> done.forEach(job -> job.durable().complete(null)));
  }

  // ---- the tree

  private void integrate() {
    List<Job> batch = new ArrayList<>();
    while (takeDurable(batch)) {
      try {
        long before = integration.size();
        advance(batch, integration.add(batch));
        integration.tidy(before);
      } catch (IOException | RuntimeException | Error e) {
        fail(e);
        return;
      }
      batch.clear();
    }
  }

  private boolean takeDurable(List<Job> batch) {
    lock.lock();
    try {
      while (durableJobs.isEmpty() && !written && trouble == null) {
        forced.awaitUninterruptibly();
      }
      long left = options.integration().toNanos();
      while (left > 0 && proofs.noneAwaited() && !closing && trouble == null) {
        left = forcedWithin(left);
      }
      if (trouble != null || durableJobs.isEmpty()) {
        return false;
      }
      int records = 0;
      for (Job job : durableJobs) {
        if (records >= BATCH) {
          break;
        }
        batch.add(job);
        records += job.frame().records().size();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private long forcedWithin(long nanos) {
    try {
      return forced.awaitNanos(nanos);
    } catch (InterruptedException e) {
      return 0;
    }
  }

  private void advance(List<Job> batch, Head signed) {
    lock.lock();
    try {
      for (long i = head.size(); i < signed.size(); i++) {
        tail.remove(i);
      }
      for (Job job : batch) {
        durableJobs.remove();
        waitingBytes -= job.bytes();
      }
      head = signed;
      room.signalAll();
      proofs.reached(head);
    } finally {
      lock.unlock();
    }
  }

  // ---- proofs

  CompletionStage<Proof> prove(long sequence) {
    CompletableFuture<Proof> proof = new CompletableFuture<>();
    lock.lock();
    try {
      if (sequence < 0 || sequence >= next) {
        proof.completeExceptionally(
            new IllegalArgumentException(
                "No record (" + sequence + "): the ledger has " + next + "."));
      } else if (sequence < head.size()) {
        proofs.prove(sequence, head, proof);
      } else if (trouble != null) {
        proof.completeExceptionally(trouble);
      } else {
        proofs.await(sequence, proof);
        forced.signalAll();
      }
    } finally {
      lock.unlock();
    }
    return proof.minimalCompletionStage();
  }

  private LedgerFailure closed() {
    return Trouble.closed(directory);
  }

  // ---- reading

  /** The records of a task, those not yet forced included. */
  List<byte[]> records(TaskId task) throws IOException {
    Map<Long, byte[]> found = new java.util.TreeMap<>();
    Head now;
    lock.lock();
    try {
      now = head;
      for (long sequence : index.sequences(task.value())) {
        if (sequence < known()) {
          found.put(sequence, tail.get(sequence));
        }
      }
    } finally {
      lock.unlock();
    }
    integration.fill(found, now);
    return List.copyOf(found.values());
  }

  /** How many records a task has. */
  int count(String task) {
    return locked(() -> index.count(task));
  }

  /** One record. */
  byte[] record(long sequence) throws IOException {
    Map<Long, byte[]> found = new HashMap<>();
    Head now;
    lock.lock();
    try {
      if (sequence < 0 || sequence >= known()) {
        throw new IllegalArgumentException(
            "No record (" + sequence + "): the ledger has " + known() + ".");
      }
      now = head;
      found.put(sequence, tail.get(sequence));
    } finally {
      lock.unlock();
    }
    integration.fill(found, now);
    return found.get(sequence);
  }

  /** The last record of a task; -1 if it has none. */
  long last(String task) {
    return locked(() -> index.last(task));
  }

  /** True if the task was admitted and has no answer. */
  boolean open(String task) {
    return locked(() -> index.open(task));
  }

  /** Bytes on their way to the tree. */
  long waitingBytes() {
    return locked(() -> waitingBytes);
  }

  /** Records under the last checkpoint. */
  long signedSize() {
    return locked(() -> head.size());
  }

  /** The newest time in a full tile span, in {@link Ages#digits}. */
  long newest(long span) {
    return locked(() -> index.newest(span));
  }

  /** The tasks whose last record is one of a range. */
  List<String> ended(long from, long to) {
    return locked(() -> index.ended(from, to));
  }

  List<TaskId> recent(int most) {
    List<String> newest = locked(() -> index.recent(most));
    // The longest list is made of ids while others append.
    List<TaskId> recent = new ArrayList<>(newest.size());
    for (int at = newest.size() - 1; at >= 0; at--) {
      recent.add(new TaskId(newest.get(at)));
    }
    return recent;
  }

  List<TaskId> unfinished() {
    return locked(index::unfinished).stream().map(TaskId::new).toList();
  }

  long size() {
    return locked(() -> known());
  }

  private <T> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  /** Records that count: once the disk failed, those alone that were forced. */
  private long known() {
    return trouble == null ? next : durable;
  }

  // ---- trouble and the end

  String trouble() {
    return locked(() -> trouble == null ? "" : trouble.getMessage());
  }

  /** Needs no lock. */
  void refuseInTrouble() {
    LedgerFailure known = trouble;
    if (known != null) {
      throw new LedgerFailure(known.getMessage(), known);
    }
    if (closing) {
      throw closed();
    }
  }

  /** Ends all work for good: what was not forced is refused. */
  LedgerFailure fail(Throwable e) {
    LedgerFailure failure =
        e instanceof LedgerFailure known
            ? known
            : Trouble.writing(
                directory, e instanceof IOException io ? io : new IOException(e.toString(), e));
    List<CompletableFuture<?>> lost = new ArrayList<>();
    lock.lock();
    try {
      if (trouble == null) {
        trouble = failure;
      }
      queue.forEach(job -> lost.add(job.durable()));
      queue.clear();
      lost.addAll(proofs.lose());
      room.signalAll();
      queued.signalAll();
      forced.signalAll();
    } finally {
      lock.unlock();
    }
    told.execute(() -> lost.forEach(future -> future.completeExceptionally(failure)));
    return failure;
  }

  void close() {
    lock.lock();
    try {
      closing = true;
      queued.signalAll();
      forced.signalAll();
    } finally {
      lock.unlock();
    }
    Threads.join(writer);
    Threads.join(integrator);
    try {
      integration.close(trouble().isEmpty());
    } catch (IOException e) {
      fail(e);
    }
    Threads.end(told);
    proofs.close();
  }
}
