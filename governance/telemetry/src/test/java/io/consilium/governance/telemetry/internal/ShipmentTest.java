package io.consilium.governance.telemetry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.DecisionRecord;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipmentTest {
  @TempDir Path work;
  private final FakeCollector collector = new FakeCollector();
  private SampleLedger ledger;

  @BeforeEach
  void open() {
    ledger = new SampleLedger(work.resolve("ledger"));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  /** As a host does at its start. */
  private Shipment shipment() {
    return new Shipment(
        new SignedLog(work.resolve("ledger")), cursorFile(), collector, 10, 1 << 20);
  }

  private CursorFile cursorFile() {
    return new CursorFile(work.resolve("telemetry").resolve("cursor"));
  }

  /** After all records, where the oldest open task began at one. */
  private static Cursor cursor(List<DecisionRecord> records, long from) {
    DecisionRecord last = records.get(records.size() - 1);
    return new Cursor(SampleLedger.ORIGIN, last.sequence() + 1, from, last.id());
  }

  private static void ship(Shipment shipment) throws Exception {
    while (shipment.step()) {
      // A step sends a batch.
    }
  }

  /** Ids of the spans that records make. */
  private static Set<String> expected(List<DecisionRecord> records) {
    SpanFold fold = new SpanFold(SampleLedger.ORIGIN);
    Set<String> ids = new HashSet<>();
    for (DecisionRecord record : records) {
      fold.add(record).forEach(span -> ids.add(span.getTraceId() + span.getSpanId()));
    }
    return ids;
  }

  @Test
  void sendsAllSpansOfAllTasksOnce() throws Exception {
    List<DecisionRecord> records = ledger.tasks(0, 3);
    Shipment shipment = shipment();
    ship(shipment);
    ship(shipment);

    assertThat(collector.spans).hasSize(3 * SampleTask.SPANS);
    assertThat(collector.ids()).isEqualTo(expected(records));
    assertThat(collector.requests).isEqualTo(2);
    assertThat(cursorFile().read()).contains(cursor(records, ledger.size()));
    assertThat(shipment.standing())
        .isEqualTo(new Standing(ledger.size(), ledger.size(), 3 * SampleTask.SPANS, 0, ""));
  }

  @Test
  void nothingIsMissingOnceTheCollectorIsBack() throws Exception {
    collector.away = "answers 503";
    List<DecisionRecord> records = new ArrayList<>(ledger.tasks(0, 2));
    Shipment shipment = shipment();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(shipment::step).isInstanceOf(CollectorAway.class);
      records.addAll(ledger.tasks(2 + i, 1));
    }
    assertThat(cursorFile().read()).isEmpty();

    collector.away = "";
    ship(shipment);

    assertThat(collector.ids()).isEqualTo(expected(records));
    assertThat(collector.spans).hasSize(5 * SampleTask.SPANS);
  }

  @Test
  void nothingIsMissingWhenTheHostDiesBetweenBatches() throws Exception {
    List<DecisionRecord> records = ledger.tasks(0, 4);
    int restarts = 0;
    for (boolean more = true; more; restarts++) {
      collector.patience = 1;
      more = shipment().step();
    }

    assertThat(restarts).isEqualTo(3);
    assertThat(collector.ids()).isEqualTo(expected(records));
    assertThat(collector.spans).hasSize(4 * SampleTask.SPANS);
  }

  @Test
  void aBatchWhoseCursorWasLostIsSentAgainWithTheSameIds() throws Exception {
    List<DecisionRecord> records = ledger.tasks(0, 3);
    ship(shipment());
    Files.delete(cursorFile().path());
    ship(shipment());

    assertThat(collector.spans).hasSize(6 * SampleTask.SPANS);
    assertThat(collector.ids()).isEqualTo(expected(records));
    List<SpanData> first = collector.spans.subList(0, 3 * SampleTask.SPANS);
    assertThat(collector.spans.subList(3 * SampleTask.SPANS, 6 * SampleTask.SPANS))
        .isEqualTo(first);
  }

  @Test
  void aTaskThatOutlivesTheHostIsTakenUpAgain() throws Exception {
    SampleTask task = new SampleTask("long");
    List<DecisionRecord> records = new ArrayList<>(ledger.append(task.begun().subList(0, 8)));
    ship(shipment());
    assertThat(collector.spans).hasSize(3);
    assertThat(cursorFile().read()).contains(cursor(records, 0));

    records.addAll(ledger.append(task.begun().subList(8, task.begun().size())));
    records.addAll(ledger.append(List.of(task.answer())));
    ship(shipment());

    assertThat(collector.ids()).isEqualTo(expected(records));
    assertThat(collector.spans).hasSize(SampleTask.SPANS);
    SpanData root = collector.spans.get(SampleTask.SPANS - 1);
    assertThat(root.getEvents()).hasSize(4);
  }

  @Test
  void recordsWithoutSpansMoveTheCursorWithoutARequest() throws Exception {
    List<DecisionRecord> records = ledger.append(List.of(SampleTask.host(), SampleTask.host()));
    ship(shipment());

    assertThat(collector.requests).isZero();
    assertThat(cursorFile().read()).contains(cursor(records, 2));
  }

  @Test
  void anotherLogInThePlaceOfTheOldOneBeginsAtItsFirstRecord() throws Exception {
    cursorFile().write(new Cursor("example.com/other", 1, 1, "id"));
    List<DecisionRecord> records = ledger.tasks(0, 1);
    ship(shipment());

    assertThat(collector.ids()).isEqualTo(expected(records));
  }

  @Test
  void anOlderCopyOfTheLogThatHasGrownSinceLosesNothing() throws Exception {
    ledger.tasks(0, 1);
    ship(shipment());
    collector.spans.clear();
    Path restored = work.resolve("restored");
    List<DecisionRecord> records;
    try (SampleLedger other = new SampleLedger(restored)) {
      records = other.tasks(1, 2);
    }
    ship(new Shipment(new SignedLog(restored), cursorFile(), collector));

    assertThat(collector.ids()).isEqualTo(expected(records));
  }

  @Test
  void anOlderCopyOfTheLogIsSentAgain() throws Exception {
    cursorFile().write(new Cursor(SampleLedger.ORIGIN, 7_000, 6_000, "id"));
    List<DecisionRecord> records = ledger.tasks(0, 1);
    ship(shipment());

    assertThat(collector.ids()).isEqualTo(expected(records));
  }

  @Test
  void aRequestThatIsRefusedIsSentInSmallerOnes() throws Exception {
    collector.most = 3;
    List<DecisionRecord> records = ledger.tasks(0, 4);
    Shipment shipment = shipment();
    ship(shipment);

    assertThat(collector.spans).hasSize(4 * SampleTask.SPANS);
    assertThat(collector.ids()).isEqualTo(expected(records));
    assertThat(shipment.standing().refused()).isZero();
  }

  @Test
  void spansThatAreRefusedAloneAreCountedAndPassedOver() throws Exception {
    collector.bad = "invoke_agent page.read";
    ledger.tasks(0, 3);
    Shipment shipment = shipment();
    ship(shipment);

    assertThat(collector.spans).hasSize(3 * (SampleTask.SPANS - 1));
    assertThat(shipment.standing())
        .isEqualTo(new Standing(ledger.size(), ledger.size(), 3 * (SampleTask.SPANS - 1), 3, ""));
  }

  @Test
  void whatWasTakenOfARefusedRequestIsNotSentAgain() throws Exception {
    collector.most = 3;
    collector.patience = 4;
    ledger.tasks(0, 4);
    Shipment shipment = shipment();
    assertThatThrownBy(shipment::step).isInstanceOf(CollectorAway.class);
    assertThat(collector.spans).isNotEmpty();
    collector.patience = Integer.MAX_VALUE;
    ship(shipment);

    assertThat(collector.spans).hasSize(4 * SampleTask.SPANS);
  }

  @Test
  void aBatchIsBoundedByBytes() throws Exception {
    List<DecisionRecord> records = ledger.tasks(0, 2);
    ship(new Shipment(new SignedLog(work.resolve("ledger")), cursorFile(), collector, 10, 1));

    assertThat(collector.requests).isEqualTo(2 * SampleTask.SPANS);
    assertThat(collector.ids()).isEqualTo(expected(records));
  }

  @Test
  void aShipmentThatIsRenewedGoesOnAtTheCursor() throws Exception {
    List<DecisionRecord> records = ledger.tasks(0, 4);
    Shipment shipment = shipment();
    shipment.step();
    shipment.renew();
    ship(shipment);

    assertThat(collector.spans).hasSize(4 * SampleTask.SPANS);
    assertThat(collector.ids()).isEqualTo(expected(records));
  }

  @Test
  void aDamagedCursorSendsAllAgain() throws Exception {
    List<DecisionRecord> records = ledger.tasks(0, 1);
    Files.createDirectories(cursorFile().path().getParent());
    Files.writeString(cursorFile().path(), "{\"origin\":\"" + SampleLedger.ORIGIN + "\"}");
    ship(shipment());

    assertThat(collector.ids()).isEqualTo(expected(records));
  }

  @Test
  void spansWhoseCursorCannotBeKeptAreSentAgainByTheNextHost() throws Exception {
    List<DecisionRecord> records = ledger.tasks(0, 1);
    Path inTheWay = Files.createDirectories(cursorFile().path().resolveSibling("cursor.tmp"));
    assertThatThrownBy(shipment()::step).isInstanceOf(IOException.class);
    Files.delete(inTheWay);
    ship(shipment());

    assertThat(collector.spans).hasSize(2 * SampleTask.SPANS);
    assertThat(collector.ids()).isEqualTo(expected(records));
  }

  @Test
  void aLedgerWithoutACheckpointIsWaitedFor() throws Exception {
    Shipment shipment =
        new Shipment(new SignedLog(work.resolve("nothing")), cursorFile(), collector);

    assertThat(shipment.step()).isFalse();
  }

  @Test
  void aCheckpointThatCannotBeReadSaysSo() throws Exception {
    ledger.tasks(0, 1);
    Path copy = Files.createDirectories(work.resolve("copy"));
    Files.writeString(copy.resolve("checkpoint"), "no note");
    Shipment shipment = new Shipment(new SignedLog(copy), cursorFile(), collector);

    assertThatThrownBy(shipment::step)
        .hasMessageContaining(copy.toString())
        .hasMessageContaining("Maybe run: ./consilium audit verify");
  }
}
