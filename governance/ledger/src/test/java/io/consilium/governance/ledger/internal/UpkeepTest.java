package io.consilium.governance.ledger.internal;

import static io.consilium.governance.ledger.internal.Samples.admitted;
import static io.consilium.governance.ledger.internal.Samples.failed;
import static io.consilium.governance.ledger.internal.Samples.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.task.TaskId;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.Redaction;
import io.consilium.governance.ledger.Retention;
import io.consilium.governance.ledger.format.TlogProof;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Age, space and clocks. */
class UpkeepTest {
  @TempDir Path directory;
  private final Hands hands = new Hands();
  private DiskLedger ledger;

  /** Both clocks, moved by hand. */
  private static final class Hands extends Clock {
    private volatile Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private volatile long nanos;
    private volatile boolean broken;

    void pass(Duration time) {
      wall = wall.plus(time);
      nanos += time.toNanos();
    }

    @Override
    public Instant instant() {
      if (broken) {
        throw new IllegalStateException("no time");
      }
      return wall;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private void open(long budget) {
    Options options =
        Options.DEFAULT.withKeeping(Redaction.NONE, new Retention(Period.ofMonths(6), budget));
    ledger = DiskLedger.open(directory, options, new FileDisk(), hands, () -> hands.nanos);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private List<Body> bodies() {
    List<Body> bodies = new ArrayList<>();
    for (long at = 0; at < ledger.size(); at++) {
      String proof = ledger.prove(at).toCompletableFuture().join().text();
      byte[] record = TlogProof.parse(proof.getBytes(StandardCharsets.UTF_8)).extra().orElseThrow();
      bodies.add(Json.read(record, DecisionRecord.class).body());
    }
    return bodies;
  }

  private boolean readable(String task) {
    return !ledger.entries(new TaskId(task)).get(0).payloads().isEmpty();
  }

  /** Fills whole tile spans. */
  private void fill(int records) {
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      drafts.add(failed("filler", "x"));
    }
    ledger.append(drafts);
    ledger.prove(ledger.size() - 1).toCompletableFuture().join();
  }

  @Test
  void payloadsOfOldSpansGoAndRecordsStay() throws IOException {
    open(Long.MAX_VALUE);
    ledger.append(List.of(admitted("old", "x"), released("old")));
    ledger.append(List.of(admitted("running", "x")));
    ledger.append(List.of(admitted("begun-long-ago", "x")));
    fill(256);
    for (int day = 0; day < 200; day += 20) {
      hands.pass(Duration.ofDays(20));
      ledger.append(List.of(failed("filler", "x")));
    }
    ledger.append(List.of(released("begun-long-ago")));
    ledger.append(List.of(admitted("new", "x"), released("new")));
    fill(1);

    assertThat(ledger.upkeep()).isGreaterThanOrEqualTo(1);

    assertThat(readable("old")).isFalse();
    assertThat(List.of(readable("running"), readable("begun-long-ago"), readable("new")))
        .containsOnly(true);
    assertThat(bodies())
        .filteredOn(body -> body instanceof Body.Erased)
        .extracting(body -> ((Body.Erased) body).unit() + " " + ((Body.Erased) body).cause())
        .contains("old retention")
        .doesNotContain("new retention");
    assertThat(ledger.upkeep()).isZero();
  }

  @Test
  void aClockPutFarAheadDestroysNothingAtOnce() throws IOException {
    open(Long.MAX_VALUE);
    ledger.append(List.of(admitted("old", "x"), released("old")));
    fill(256);
    hands.pass(Duration.ofDays(400));

    assertThat(ledger.upkeep()).isZero();
    assertThat(readable("old")).isTrue();
    hands.pass(Duration.ofDays(1));
    assertThat(ledger.upkeep()).isPositive();
    assertThat(readable("old")).isFalse();
  }

  @Test
  void aJumpOfTheWallClockIsOnRecordAndTheMonotonicOneNeverGoesBack() {
    open(Long.MAX_VALUE);
    ledger.append(List.of(failed("t-1", "a")));
    hands.wall = hands.wall.minus(Duration.ofHours(3));
    hands.nanos -= 5;
    ledger.append(List.of(failed("t-1", "b")));
    hands.pass(Duration.ofDays(2));
    ledger.append(List.of(failed("t-1", "c")));

    List<DecisionRecord> records =
        ledger.entries(new TaskId("t-1")).stream().map(entry -> entry.record()).toList();
    assertThat(records).extracting(DecisionRecord::nanos).isSorted();
    assertThat(records).extracting(DecisionRecord::id).isSorted();
    assertThat(records.get(1).time()).isLessThan(records.get(0).time());
    assertThat(bodies())
        .filteredOn(body -> body instanceof Body.ClockJumped)
        .containsExactly(new Body.ClockJumped(-Duration.ofHours(3).toMillis()));
  }

  @Test
  void fullnessIsToldLongBeforeAndThenRefusedWhole() throws IOException {
    open(2_000_000);
    byte[] payload = new byte[100_000];
    LedgerFailure refused = null;
    int tasks = 0;
    while (refused == null) {
      String task = "t-" + tasks;
      try {
        ledger.append(
            List.of(
                admitted(task, "x"),
                new Draft(
                    Samples.at(task),
                    new Body.PlanFailed("p", "x"),
                    List.of(),
                    Map.of("message", Samples.bytes(payload)))));
        payload[tasks++]++;
        ledger.upkeep();
      } catch (LedgerFailure e) {
        refused = e;
      }
    }
    assertThat(refused)
        .hasMessageContaining("is full: ")
        .hasMessageContaining("Maybe raise consilium.ledger.budget");
    assertThat(ledger.health()).containsEntry("well", false);
    ledger.append(List.of(released("t-0"))).durable().toCompletableFuture().join();
    assertThat(bodies())
        .filteredOn(body -> body instanceof Body.StorageAlarm)
        .extracting(body -> ((Body.StorageAlarm) body).level())
        .startsWith(Body.StorageAlarm.Level.WARNED);
    assertThat(ledger.entries(new TaskId("t-" + (tasks - 1)))).hasSize(2);
    assertThat(ledger.entries(new TaskId("t-" + tasks))).isEmpty();
    ledger.custody().forget("t-0", ErasureTest.ASKED);
    close();
    open(20_000_000);
    assertThat(ledger.trouble()).isEmpty();
    ledger.append(List.of(admitted("t-" + tasks, "x"))).durable().toCompletableFuture().join();
  }

  @Test
  void whatIsFoundNearlyFullAtTheStartIsOnRecord() throws IOException {
    open(Long.MAX_VALUE);
    ledger.append(
        List.of(
            new Draft(
                Samples.at("t-1"),
                new Body.PlanFailed("p", "x"),
                List.of(),
                Map.of("message", Samples.bytes(new byte[900_000])))));
    close();
    open(1_000_000);

    ledger.upkeep();

    assertThat(bodies())
        .filteredOn(body -> body instanceof Body.StorageAlarm)
        .extracting(body -> ((Body.StorageAlarm) body).level())
        .containsExactly(Body.StorageAlarm.Level.WARNED);
  }

  @Test
  void aLookThatFailsUnexpectedlyIsToldAndTriedAgain() {
    hands.broken = true;
    open(Long.MAX_VALUE);

    ledger.look();

    assertThat(ledger.health()).containsEntry("well", false);
    assertThat(ledger.health().get("summary").toString())
        .contains("Age and space were not looked after: java.lang.IllegalStateException: no time");
    hands.broken = false;
    ledger.look();
    assertThat(ledger.health()).containsEntry("well", true);
  }

  @Test
  void anImpossibleBudgetIsRefused() {
    open(Long.MAX_VALUE);
    assertThatThrownBy(() -> new Retention(Period.ofDays(-1), 5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
