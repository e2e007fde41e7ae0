package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Custody;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Proof;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.api.task.TaskId;
import io.consilium.governance.ledger.Options;
import io.consilium.json.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Puts the parts of the ledger together; {@link Pipeline} moves records through them. */
public final class DiskLedger {
  private static final Pattern RESERVED =
      Pattern.compile(UnitNames.HOST + "|" + Pseudonyms.SUBJECT.pattern() + "(\\.[0-9]+)?");

  private final Path directory;
  private final Closeable lock;
  private final Units units;
  private final Sealer sealer;
  private final Stamps stamps;
  private final Pipeline pipeline;
  private final Witnesses witnesses;
  private final Pseudonyms pseudonyms;
  private final CustodyDesk custody;
  private final Redactor redactor;
  private final Storage storage;
  private final Upkeep upkeep;
  private final String aside;

  private DiskLedger(
      Path directory,
      Closeable lock,
      Units units,
      Sealer sealer,
      Stamps stamps,
      Pipeline pipeline,
      Witnesses witnesses,
      Pseudonyms pseudonyms,
      Eraser eraser,
      SigningKeys keys,
      Options options,
      Storage storage,
      String aside,
      Clock clock) {
    this.directory = directory;
    this.lock = lock;
    this.units = units;
    this.sealer = sealer;
    this.stamps = stamps;
    this.pipeline = pipeline;
    this.witnesses = witnesses;
    this.pseudonyms = pseudonyms;
    this.redactor = new Redactor(options.redaction());
    this.storage = storage;
    this.aside = aside;
    Sweeper sweeper = new Sweeper(this, pipeline, units, eraser, options.retention().keep());
    this.upkeep = new Upkeep(this, storage, sweeper, clock, stamps);
    this.custody = new CustodyDesk(this, units, eraser, pseudonyms, keys);
  }

  /** Opens the ledger of a directory. */
  public static DiskLedger open(Path directory, Options options) {
    return open(directory.toAbsolutePath().normalize(), options, new FileDisk());
  }

  static DiskLedger open(Path directory, Options options, Disk disk) {
    return open(directory, options, disk, Clock.systemUTC(), System::nanoTime, Optional.empty());
  }

  static DiskLedger open(
      Path directory, Options options, Disk disk, Clock clock, LongSupplier nanos) {
    return open(directory, options, disk, clock, nanos, Optional.empty());
  }

  /** Opens a ledger whose write-ahead log is damaged, without what is lost. */
  public static DiskLedger openAcceptingLoss(Path directory, Options options, Custody.Asked asked) {
    return openAcceptingLoss(
        directory.toAbsolutePath().normalize(), options, new FileDisk(), asked);
  }

  static DiskLedger openAcceptingLoss(
      Path directory, Options options, Disk disk, Custody.Asked asked) {
    return open(directory, options, disk, Clock.systemUTC(), System::nanoTime, Optional.of(asked));
  }

  private static DiskLedger open(
      Path directory,
      Options options,
      Disk disk,
      Clock clock,
      LongSupplier nanos,
      Optional<Custody.Asked> acceptsLoss) {
    Closeable lock = lock(directory, disk);
    try {
      return opened(directory, options, disk, lock, clock, nanos, acceptsLoss);
    } catch (IOException e) {
      release(lock);
      throw Trouble.opening(directory, e);
    } catch (RuntimeException e) {
      release(lock);
      throw e;
    }
  }

  private static Closeable lock(Path directory, Disk disk) {
    try {
      disk.makeDirectory(directory, Disk.Access.SHARED);
      return disk.lock(directory.resolve("ledger.lock"));
    } catch (FileDisk.HeldException e) {
      throw new LedgerFailure(
          "Another host works on the ledger in "
              + directory
              + " ("
              + e.getMessage()
              + "). Maybe stop it, hand the task to it, or name another work directory.",
          e);
    } catch (IOException e) {
      throw Trouble.opening(directory, e);
    }
  }

  private static DiskLedger opened(
      Path directory,
      Options options,
      Disk disk,
      Closeable lock,
      Clock clock,
      LongSupplier nanos,
      Optional<Custody.Asked> acceptsLoss)
      throws IOException {
    disk.makeDirectory(directory.resolve("keys"), Disk.Access.SECRET);
    disk.makeDirectory(directory.resolve("keys/units"), Disk.Access.SECRET);
    disk.makeDirectory(directory.resolve("wal"), Disk.Access.SHARED);
    disk.makeDirectory(directory.resolve("blobs"), Disk.Access.SHARED);
    SecureRandom random = new SecureRandom();
    String origin =
        options.origin().orElseGet(() -> "consilium.local/" + Long.toHexString(random.nextLong()));
    Signer signer = Signer.open(disk, directory, origin);
    Blobs blobs = new Blobs(disk, directory);
    Recovery recovery = new Recovery(disk, directory, signer, acceptsLoss.isPresent());
    Tree tree = recovery.run(blobs);
    boolean begun = tree.size() > 0;
    Wal wal = new Wal(disk, directory.resolve("wal"), options.segmentBytes());
    String node = options.node().orElse(signer.origin());
    Stamps stamps = new Stamps(signer.origin(), node, clock, nanos, random);
    Units units = new Units(disk, directory, random, recovery.names());
    Pseudonyms pseudonyms = Pseudonyms.open(disk, directory, random, recovery.names().anybody());
    Sealer sealer = new Sealer(blobs, random, options.inlineBytes());
    String aside = aside(recovery.lost().told(), begun && !pseudonyms.saved());
    CompletableFuture<DiskLedger> opened = new CompletableFuture<>();
    Witnesses witnesses =
        new Witnesses(
            options.witnessing(), change -> opened.thenAccept(ledger -> ledger.recordOf(change)));
    signer.witnessedBy(witnesses);
    Pipeline pipeline =
        new Pipeline(
            directory,
            options,
            wal,
            new Integration(wal, tree, signer, blobs),
            units,
            recovery.index());
    Eraser eraser = new Eraser(units, blobs, pipeline);
    Storage storage;
    try {
      storage = new Storage(disk, directory, options.retention().budgetBytes());
      eraser.finish(recovery.replayed());
    } catch (IOException e) {
      pipeline.fail(e);
      pipeline.close();
      throw e;
    }
    DiskLedger ledger =
        new DiskLedger(
            directory,
            lock,
            units,
            sealer,
            stamps,
            pipeline,
            witnesses,
            pseudonyms,
            eraser,
            signer.keys(),
            options,
            storage,
            aside,
            clock);
    try {
      ledger.begin(begun, recovery, acceptsLoss);
    } catch (IOException | RuntimeException e) {
      pipeline.fail(e);
      pipeline.close();
      witnesses.close();
      throw e;
    }
    opened.complete(ledger);
    ledger.upkeep.begin();
    return ledger;
  }

  /** Puts on record what was found at the start. */
  private void begin(boolean begun, Recovery recovery, Optional<Custody.Asked> acceptsLoss)
      throws IOException {
    if (begun && !pseudonyms.saved()) {
      custody.renamed();
    }
    pseudonyms.save();
    Optional<Body.Gap> gap = recovery.lost().noted();
    if (gap.isPresent()) {
      custody.gap(gap.get(), acceptsLoss);
      recovery.lost().recorded();
    }
    if (recovery.truncated() > 0) {
      Body recovered = new Body.Recovered(recovery.truncated(), List.of());
      append(List.of(new Draft(Position.HOST, recovered, List.of(), Map.of())));
    }
  }

  private static String aside(String lost, boolean renamed) {
    return !renamed
        ? lost
        : "keys/pseudonyms.key was gone at this start and is made anew: people have other pseudonyms"
            + " than before, as a record says. Maybe restore it from a backup, and start again"
            + (lost.isEmpty() ? "" : "; " + lost);
  }

  private void recordOf(Body change) {
    try {
      append(List.of(new Draft(Position.HOST, change, List.of(), Map.of())));
    } catch (LedgerFailure e) {
      // The ledger is closed or in trouble, which says more than this. Who came with drafts of
      // their own must not be told that those failed.
    }
  }

  private static void release(Closeable lock) {
    try {
      lock.close();
    } catch (IOException e) {
      // The process that ends releases it too.
    }
  }

  /** See {@link io.consilium.api.ledger.Ledger#append}. */
  public Receipt append(List<Draft> given) {
    pipeline.refuseInTrouble();
    List<Draft> drafts = redactor.redacted(given);
    Receipt receipt = admitted(drafts);
    upkeep.appended();
    long jump = stamps.takeJump();
    if (jump != 0) {
      recordOf(new Body.ClockJumped(jump));
    }
    return receipt;
  }

  private Receipt admitted(List<Draft> drafts) {
    try (Units.Use use = units.use()) {
      long room = storage.admit(drafts);
      try {
        return queued(drafts, use);
      } finally {
        storage.settled(room);
      }
    } catch (IOException e) {
      throw pipeline.fail(e);
    }
  }

  private Receipt queued(List<Draft> drafts, Units.Use use) throws IOException {
    List<Unit.Sealed> sealed = new ArrayList<>();
    List<Stamps.Prepared> prepared = new ArrayList<>();
    try {
      for (Draft given : drafts) {
        Draft draft = pseudonyms.pseudonymous(expectTask(given));
        prepared.add(stamps.prepare(draft, seal(draft, use, sealed)));
      }
      return pipeline.append(first -> stamps.stamp(prepared, first), use.touched(), sealed);
    } catch (Blobs.SourceException e) {
      throw new IllegalArgumentException(
          "A payload of the task ("
              + drafts.get(prepared.size()).position().task()
              + ") cannot be read: "
              + e.getMessage(),
          e);
    }
  }

  private static Draft expectTask(Draft draft) {
    String task = draft.position().task();
    if (RESERVED.matcher(task).matches()) {
      throw new IllegalArgumentException(
          "No task may be called (" + task + "): that is the name of an erasure unit.");
    }
    return draft;
  }

  private Map<String, SealedPayload> seal(Draft draft, Units.Use use, List<Unit.Sealed> sealed)
      throws IOException {
    String task = draft.position().task();
    if (draft.body() instanceof Body.TaskAdmitted admitted) {
      use.admit(new TaskId(task).value(), admitted.principal().subject());
    }
    if (draft.payloads().isEmpty()) {
      return Map.of();
    }
    Unit unit = use.of(task.isEmpty() ? task : new TaskId(task).value());
    Map<String, SealedPayload> payloads = new LinkedHashMap<>();
    for (Map.Entry<String, Artifact> slot : draft.payloads().entrySet()) {
      Unit.Sealed one = sealer.seal(slot.getKey(), slot.getValue(), unit);
      sealed.add(one);
      Map<String, Integer> masked = draft.redacted().getOrDefault(slot.getKey(), Map.of());
      payloads.put(slot.getKey(), masked.isEmpty() ? one.payload : one.payload.redacted(masked));
    }
    return payloads;
  }

  /** See {@link io.consilium.api.ledger.Ledger#entries}. */
  public List<Entry> entries(TaskId task) {
    try {
      List<Entry> entries = new ArrayList<>();
      for (byte[] bytes : pipeline.records(task)) {
        entries.add(entry(Json.read(bytes, DecisionRecord.class)));
      }
      return List.copyOf(entries);
    } catch (IOException e) {
      throw unreadable(task, e);
    }
  }

  /** See {@link io.consilium.api.ledger.Ledger#records}. */
  public List<DecisionRecord> records(TaskId task) {
    try {
      return pipeline.records(task).stream()
          .map(bytes -> Json.read(bytes, DecisionRecord.class))
          .toList();
    } catch (IOException e) {
      throw unreadable(task, e);
    }
  }

  private LedgerFailure unreadable(TaskId task, IOException e) {
    return new LedgerFailure(
        "The records of task (" + task + ") in " + directory + " cannot be read: " + e, e);
  }

  private Entry entry(DecisionRecord record) throws IOException {
    Map<String, Artifact> payloads = new LinkedHashMap<>();
    for (Map.Entry<String, SealedPayload> slot : record.payloads().entrySet()) {
      Optional<Unit> unit = units.find(slot.getValue().unit());
      if (unit.isPresent()) {
        payloads.put(slot.getKey(), sealer.open(slot.getValue(), unit.get()));
      }
    }
    return new Entry(record, payloads);
  }

  /** Refuses a payload that no record has. */
  void expect(long sequence, String slot) {
    try {
      byte[] record = pipeline.record(sequence);
      if (!Json.read(record, DecisionRecord.class).payloads().containsKey(slot)) {
        throw new IllegalArgumentException(
            "Record " + sequence + " has no payload (" + slot + ").");
      }
    } catch (IOException e) {
      throw new LedgerFailure(
          "Record " + sequence + " in " + directory + " cannot be read: " + e, e);
    }
  }

  /** What people do with the ledger itself. */
  public Custody custody() {
    return custody;
  }

  /** Records of a task. */
  int size(String task) {
    return pipeline.count(task);
  }

  /** True if the task was admitted and has no answer. */
  boolean working(String task) {
    return pipeline.open(task);
  }

  /** Bytes that wait for the disk. */
  long waitingBytes() {
    return pipeline.waitingBytes();
  }

  LedgerFailure fail(IOException e) {
    return pipeline.fail(e);
  }

  /** See {@link io.consilium.api.ledger.Ledger#recent}. */
  public List<TaskId> recent(int most) {
    return pipeline.recent(most);
  }

  /** See {@link io.consilium.api.ledger.Ledger#unfinished}. */
  public List<TaskId> unfinished() {
    return pipeline.unfinished();
  }

  /** See {@link io.consilium.api.ledger.Ledger#size}. */
  public long size() {
    return pipeline.size();
  }

  /** See {@link io.consilium.api.ledger.Ledger#prove}. */
  public CompletionStage<Proof> prove(long sequence) {
    return pipeline.prove(sequence);
  }

  /** See {@link io.consilium.api.ledger.Ledger#trouble}. */
  public String trouble() {
    String trouble = pipeline.trouble();
    return trouble.isEmpty() ? storage.trouble() : trouble;
  }

  /** See {@link io.consilium.api.ledger.Ledger#redacted}. */
  public List<Draft> redacted(List<Draft> drafts) {
    return redactor.redacted(drafts);
  }

  /** See {@link io.consilium.governance.ledger.FileLedger#health}. */
  public Map<String, Object> health() {
    String trouble = trouble().isEmpty() ? upkeep.trouble() : trouble();
    return Map.of(
        "well",
        trouble.isEmpty() && !storage.warned(),
        "summary",
        (trouble.isEmpty() ? storage.told() : trouble) + (aside.isEmpty() ? "" : "; " + aside),
        "usedBytes",
        storage.used(),
        "budgetBytes",
        storage.limit());
  }

  /** Destroys what is too old, and measures. */
  int upkeep() throws IOException {
    return upkeep.once();
  }

  /** The same as the schedule does it: whatever goes wrong is told by {@link #health}. */
  void look() {
    upkeep.look();
  }

  /** See {@link io.consilium.governance.ledger.FileLedger#witnesses}. */
  public List<Body.WitnessChanged> witnesses() {
    return witnesses.last();
  }

  /** See {@link io.consilium.governance.ledger.FileLedger#witnessHealth}. */
  public Map<String, Object> witnessHealth() {
    return witnesses.health();
  }

  /** Writes, integrates and signs what is queued, and lets go of the directory. */
  public void close() {
    upkeep.close();
    pipeline.close();
    witnesses.close();
    release(lock);
  }
}
