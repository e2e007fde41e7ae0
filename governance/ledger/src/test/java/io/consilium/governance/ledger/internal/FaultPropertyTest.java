package io.consilium.governance.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.TaskId;
import io.consilium.governance.ledger.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What was acknowledged is there after any fault, and nothing else is half there. */
class FaultPropertyTest {
  private static final Path DIRECTORY = Path.of("/ledger");
  private static final Options OPTIONS =
      new Options(
          Optional.of("example.com/log"), Optional.empty(), Duration.ZERO, 100, 3_000, 1 << 20);
  private static final int APPENDS = 40;

  /** What a test appended and what came of it. */
  private static final class Story {
    private final List<Receipt> acknowledged = new ArrayList<>();
    private final Map<Long, byte[]> payloads = new java.util.HashMap<>();
    private int next;
  }

  @Property
  void aPowerCutLosesNothingThatWasAcknowledged(
      @ForAll @IntRange(min = 1, max = 900) int cut, @ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Story story = new Story();
    SimulatedDisk disk = new SimulatedDisk();
    disk.failAt(cut, SimulatedDisk.Fault.POWER_CUT);
    work(disk, story, random);
    for (int again = 0; again < 2; again++) {
      disk = disk.powerCut(random);
      disk.failAt(1 + random.nextInt(60), SimulatedDisk.Fault.POWER_CUT);
      work(disk, story, random);
    }
    check(disk.powerCut(random), story);
  }

  @Property
  void aFullDiskStopsTheLedgerAndLosesNothing(
      @ForAll @IntRange(min = 20, max = 900) int at, @ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Story story = new Story();
    SimulatedDisk disk = new SimulatedDisk();
    disk.failAt(at, SimulatedDisk.Fault.FULL);
    String trouble = work(disk, story, random);
    if (disk.operations() > at) {
      assertThat(trouble).contains("No space left on device").contains("Maybe free some space");
    }
    check(disk.powerCut(random), story);
  }

  @Property
  void aFailedOperationStopsTheLedgerAndLosesNothing(
      @ForAll @IntRange(min = 20, max = 900) int at, @ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Story story = new Story();
    SimulatedDisk disk = new SimulatedDisk();
    disk.failAt(at, SimulatedDisk.Fault.BROKEN);
    work(disk, story, random);
    check(disk.powerCut(random), story);
  }

  /**
   * The system property {@code consilium.steps} says at how many steps; more than there are: all.
   */
  @Example
  void aPowerCutOrAKillAtEveryStepOfLogTileAndCheckpointLosesNothing() throws IOException {
    SimulatedDisk whole = new SimulatedDisk();
    work(whole, new Story(), new Random(5));
    long steps = whole.operations();
    long stride = Math.max(1, steps / Integer.getInteger("consilium.steps", 20));
    for (long cut = 1; cut <= steps; cut += stride) {
      Story story = new Story();
      SimulatedDisk disk = new SimulatedDisk();
      disk.failAt(cut, SimulatedDisk.Fault.POWER_CUT);
      work(disk, story, new Random(5));
      check(disk.powerCut(new Random(cut)), story);
      check(disk.killed(), story);
    }
  }

  /** Appends until all is done or the ledger refuses; returns what its trouble was. */
  private static String work(SimulatedDisk disk, Story story, Random random) {
    DiskLedger ledger;
    try {
      ledger = DiskLedger.open(DIRECTORY, OPTIONS, disk);
    } catch (LedgerFailure e) {
      assertThat(e.getMessage()).contains("cannot be opened for writing");
      return e.getMessage();
    }
    List<Receipt> open = new ArrayList<>();
    try {
      for (int i = 0; i < APPENDS; i++) {
        open.add(append(ledger, story, random));
        if (random.nextInt(4) == 0) {
          open.get(open.size() - 1).durable().toCompletableFuture().handle((x, e) -> 0).join();
        }
      }
    } catch (LedgerFailure e) {
      assertThatThrownBy(() -> append(ledger, story, random)).isInstanceOf(LedgerFailure.class);
    }
    ledger.close();
    for (Receipt receipt : open) {
      boolean kept = receipt.durable().toCompletableFuture().handle((x, e) -> e == null).join();
      if (kept) {
        story.acknowledged.add(receipt);
      }
    }
    return ledger.trouble();
  }

  private static Receipt append(DiskLedger ledger, Story story, Random random) {
    List<Draft> drafts = new ArrayList<>();
    List<byte[]> payloads = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      byte[] payload = new byte[random.nextInt(300)];
      random.nextBytes(payload);
      payloads.add(payload);
      drafts.add(
          new Draft(
              Samples.at("t-" + story.next % 5),
              new Body.PlanFailed("planner", "n" + story.next++),
              List.of(),
              Map.of("message", Samples.bytes(payload))));
    }
    Receipt receipt = ledger.append(drafts);
    for (int i = 0; i < payloads.size(); i++) {
      story.payloads.put(nonce(receipt.records().get(i)), payloads.get(i));
    }
    return receipt;
  }

  private static long nonce(DecisionRecord record) {
    return Long.parseLong(((Body.PlanFailed) record.body()).code().substring(1));
  }

  private static void check(SimulatedDisk disk, Story story) throws IOException {
    DiskLedger ledger = DiskLedger.open(DIRECTORY, OPTIONS, disk);
    Map<Long, Entry> found = new java.util.TreeMap<>();
    for (int task = 0; task < 5; task++) {
      for (Entry entry : ledger.entries(new TaskId("t-" + task))) {
        found.put(entry.record().sequence(), entry);
      }
    }
    for (Receipt receipt : story.acknowledged) {
      for (DecisionRecord record : receipt.records()) {
        assertThat(found.get(record.sequence()).record()).isEqualTo(record);
      }
    }
    Set<String> named = new HashSet<>();
    found.values().forEach(e -> e.record().payloads().values().forEach(p -> named.add(p.blob())));
    assertThat(named).containsAll(disk.blobs());
    for (Entry entry : found.values()) {
      Artifact payload = entry.payloads().get("message");
      assertThat(payload.open().readAllBytes())
          .isEqualTo(story.payloads.get(nonce(entry.record())));
    }
    Receipt last = ledger.append(List.of(Samples.failed("t-0", "n0")));
    last.durable().toCompletableFuture().join();
    ledger.close();
    assertThat(ledger.trouble()).isEmpty();
    DiskLedger.open(DIRECTORY, OPTIONS, disk).close();
  }
}
