package io.consilium.governance.telemetry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.task.HaltReason;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanFoldTest {
  private final SpanFold fold = new SpanFold(SampleLedger.ORIGIN);

  /** As a ledger would stamp them, a third of a millisecond apart. */
  private static List<DecisionRecord> record(List<Draft> drafts) {
    List<DecisionRecord> records = new ArrayList<>();
    for (Draft draft : drafts) {
      records.add(stamped(draft, records.size(), "boot-1", 0));
    }
    return records;
  }

  private static DecisionRecord stamped(Draft draft, long sequence, String boot, long millis) {
    long nanos = 1_000_000_000 + sequence * 333_333;
    return new DecisionRecord(
        DecisionRecord.SCHEMA,
        sequence,
        "id-" + sequence,
        Instant.ofEpochMilli(1_800_000_000_000L + millis + sequence / 3).toString(),
        nanos,
        "node-1",
        boot,
        "0123456789abcdef".repeat(2),
        HexFormat.of().toHexDigits(0x1000 + sequence),
        draft.position(),
        draft.code(),
        draft.body(),
        Map.of());
  }

  private List<SpanData> spans(List<DecisionRecord> records) {
    List<SpanData> spans = new ArrayList<>();
    records.forEach(record -> spans.addAll(fold.add(record)));
    return spans;
  }

  private static List<Draft> whole(Draft answer) {
    List<Draft> drafts = new ArrayList<>(new SampleTask("t-1").begun());
    drafts.add(answer);
    return drafts;
  }

  private static SpanData named(List<SpanData> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  private static String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }

  private static long number(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.longKey(key));
  }

  @Test
  void aTaskIsATraceOfTheOperationsThatTheConventionsName() {
    List<SpanData> spans = spans(record(whole(new SampleTask("t-1").answer())));

    assertThat(spans)
        .extracting(SpanData::getName)
        .containsExactly(
            "plan report-forecast",
            "plan report-forecast",
            "execute_tool vision.fast",
            "execute_tool vision.ocr",
            "invoke_agent page.read",
            "invoke_agent report-forecast");
    assertThat(spans).hasSize(SampleTask.SPANS);
    assertThat(spans)
        .allSatisfy(
            span -> {
              assertThat(span.getName()).startsWith(text(span, "gen_ai.operation.name") + " ");
              assertThat(text(span, "gen_ai.provider.name")).isEqualTo("consilium");
              assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL);
              assertThat(text(span, "consilium.task")).isEqualTo("t-1");
            });
  }

  @Test
  void spansHangTogetherByTheIdsOfTheirRecords() {
    List<DecisionRecord> records = record(whole(new SampleTask("t-1").answer()));
    List<SpanData> spans = spans(records);
    SpanData root = named(spans, "invoke_agent report-forecast");
    SpanData loop = named(spans, "invoke_agent page.read");
    SpanData call = named(spans, "execute_tool vision.ocr");

    assertThat(spans).extracting(SpanData::getTraceId).containsOnly(records.get(0).trace());
    assertThat(root.getSpanId()).isEqualTo(records.get(0).span());
    assertThat(root.getParentSpanContext().isValid()).isFalse();
    assertThat(loop.getSpanId()).isEqualTo(records.get(2).span());
    assertThat(loop.getParentSpanId()).isEqualTo(root.getSpanId());
    assertThat(call.getSpanId()).isEqualTo(records.get(7).span());
    assertThat(call.getParentSpanId()).isEqualTo(loop.getSpanId());
    assertThat(spans.get(0).getParentSpanId()).isEqualTo(root.getSpanId());
    assertThat(spans.get(1).getParentSpanId()).isEqualTo(loop.getSpanId());
  }

  @Test
  void everySpanSaysWhichRecordsOfWhichLogItIsALossyCopyOf() {
    List<SpanData> spans = spans(record(whole(new SampleTask("t-1").answer())));

    assertThat(spans)
        .allSatisfy(
            span -> {
              assertThat(span.getResource().getAttribute(Keys.text("consilium.telemetry")))
                  .isEqualTo("lossy-copy-of-ledger");
              assertThat(span.getResource().getAttribute(Keys.text("consilium.ledger.origin")))
                  .isEqualTo(SampleLedger.ORIGIN);
              assertThat(span.getResource().getAttribute(Keys.text("service.instance.id")))
                  .isEqualTo("node-1");
              assertThat(span.getResource().getSchemaUrl()).endsWith("/schemas/1.41.0");
              assertThat(span.getInstrumentationScopeInfo().getSchemaUrl())
                  .endsWith("/schemas/1.41.0");
              assertThat(span.getEvents())
                  .allSatisfy(e -> assertThat(e.getAttributes().get(Keys.SEQUENCE)).isPositive());
            });
    SpanData call = named(spans, "execute_tool vision.ocr");
    assertThat(number(call, "consilium.ledger.sequence")).isEqualTo(7);
    assertThat(number(call, "consilium.ledger.sequence_end")).isEqualTo(8);
  }

  @Test
  void timesAreThoseOfTheRecordsAsFineAsTheMonotonicClock() {
    SpanData root =
        named(spans(record(whole(new SampleTask("t-1").answer()))), "invoke_agent report-forecast");

    assertThat(root.getStartEpochNanos()).isEqualTo(1_800_000_000_000_000_000L);
    assertThat(root.getEndEpochNanos() - root.getStartEpochNanos()).isEqualTo(14 * 333_333L);
  }

  @Test
  void anotherBootBeginsWithItsWallClockAndTimeNeverGoesBack() {
    List<Draft> begun = new SampleTask("t-1").begun();
    List<DecisionRecord> records = new ArrayList<>(record(begun.subList(0, 5)));
    records.add(stamped(begun.get(5), 5, "boot-2", 60_000));
    records.add(stamped(begun.get(6), 6, "boot-3", -60_000));
    SpanData call = named(spans(records), "execute_tool vision.fast");

    assertThat(call.getStartEpochNanos()).isEqualTo(1_800_000_060_001_000_000L);
    assertThat(call.getEndEpochNanos()).isEqualTo(call.getStartEpochNanos());
  }

  @Test
  void aCallTellsItsToolItsCodeAndItsOutcome() {
    List<SpanData> spans = spans(record(whole(new SampleTask("t-1").answer())));
    SpanData late = named(spans, "execute_tool vision.fast");
    SpanData solved = named(spans, "execute_tool vision.ocr");

    assertThat(text(late, "error.type")).isEqualTo("TIMED_OUT");
    assertThat(late.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(late.getStatus().getDescription()).isEmpty();
    assertThat(text(late, "consilium.code")).isEqualTo("slow");
    assertThat(text(late, "gen_ai.tool.type")).isEqualTo("function");
    assertThat(solved.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(text(solved, "error.type")).isNull();
    assertThat(text(solved, "consilium.outcome")).isEqualTo("SOLVED");
    assertThat(text(solved, "gen_ai.tool.name")).isEqualTo("vision.ocr");
    assertThat(text(solved, "gen_ai.tool.type")).isEqualTo("extension");
    assertThat(text(solved, "consilium.bundle.sha256")).isEqualTo("ab".repeat(32));
    assertThat(solved.getAttributes().get(Keys.texts("consilium.models")))
        .containsExactly("ocr@" + "cd".repeat(32));
    assertThat(solved.getAttributes().get(Keys.real("consilium.cost"))).isEqualTo(2.5);
  }

  @Test
  void decisionsAreEventsOfTheLoopThatMadeThem() {
    List<SpanData> spans = spans(record(whole(new SampleTask("t-1").answer())));
    SpanData root = named(spans, "invoke_agent report-forecast");
    SpanData loop = named(spans, "invoke_agent page.read");

    assertThat(root.getEvents())
        .extracting(EventData::getName)
        .containsExactly(
            "consilium.route", "consilium.settle", "gen_ai.evaluation.result", "consilium.halt");
    assertThat(loop.getEvents())
        .extracting(EventData::getName)
        .containsExactly("consilium.route", "consilium.settle", "consilium.halt");
    EventData verdict = root.getEvents().get(2);
    assertThat(verdict.getAttributes().get(Keys.EVALUATION)).isEqualTo("figures.add-up");
    assertThat(verdict.getAttributes().get(Keys.EVALUATION_LABEL)).isEqualTo("ACCEPTED");
    assertThat(verdict.getAttributes().get(Keys.EVALUATION_SCORE)).isEqualTo(0.9);
    EventData halt = root.getEvents().get(3);
    assertThat(halt.getAttributes().get(Keys.text("consilium.halt.reason"))).isEqualTo("VERIFIED");
    assertThat(halt.getAttributes().get(Keys.texts("consilium.halt.held")))
        .containsExactly("VERIFIED");
  }

  @Test
  void theTaskTellsItsAnswer() {
    Draft refusal =
        new SampleTask("t-1").answer(Body.AnswerReleased.Kind.REFUSED, HaltReason.NO_EXPERT);
    SpanData root = named(spans(record(whole(refusal))), "invoke_agent report-forecast");

    assertThat(text(root, "consilium.answer")).isEqualTo("REFUSED");
    assertThat(root.getAttributes().get(Keys.FINISH_REASONS)).containsExactly("NO_EXPERT");
    assertThat(text(root, "error.type")).isEqualTo("NO_EXPERT");
    assertThat(root.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(text(root, "gen_ai.agent.name")).isEqualTo("report-forecast");
    assertThat(text(root, "gen_ai.agent.version")).isEqualTo("cd".repeat(32));
  }

  @Test
  void whatIsOpenEndsWithTheTask() {
    List<Draft> drafts = new ArrayList<>(new SampleTask("t-1").begun().subList(0, 8));
    drafts.add(
        new SampleTask("t-1").answer(Body.AnswerReleased.Kind.REFUSED, HaltReason.CANCELLED));
    List<SpanData> spans = spans(record(drafts));

    assertThat(spans).hasSize(SampleTask.SPANS);
    assertThat(text(named(spans, "execute_tool vision.ocr"), "error.type")).isEqualTo("_OTHER");
    assertThat(text(named(spans, "invoke_agent page.read"), "error.type")).isEqualTo("_OTHER");
    assertThat(fold.tasks()).isZero();
  }

  @Test
  void aLoopThatBeginsAnewEndsWhatItLeftOpen() {
    List<Draft> begun = new SampleTask("t-1").begun();
    List<Draft> drafts = new ArrayList<>(begun.subList(0, 8));
    drafts.addAll(begun.subList(2, begun.size()));
    drafts.add(new SampleTask("t-1").answer());
    List<SpanData> spans = spans(record(drafts));

    assertThat(spans).hasSize(10);
    assertThat(spans)
        .filteredOn(span -> "_OTHER".equals(text(span, "error.type")))
        .extracting(SpanData::getName)
        .containsExactly("execute_tool vision.ocr", "invoke_agent page.read");
    assertThat(spans)
        .filteredOn(span -> span.getParentSpanContext().isValid())
        .extracting(SpanData::getParentSpanId)
        .isSubsetOf(spans.stream().map(SpanData::getSpanId).toList());
  }

  @Test
  void aCallThatIsMadeAnewEndsTheOneBeforeIt() {
    List<Draft> begun = new SampleTask("t-1").begun();
    List<Draft> drafts = new ArrayList<>(begun.subList(0, 6));
    drafts.addAll(begun.subList(5, begun.size()));
    List<SpanData> spans = spans(record(drafts));

    assertThat(spans)
        .filteredOn(span -> span.getName().equals("execute_tool vision.fast"))
        .extracting(span -> text(span, "error.type"))
        .containsExactly("_OTHER", "TIMED_OUT");
  }

  @Test
  void noPayloadAndNoPersonIsInASpan() {
    List<SpanData> spans = spans(record(whole(new SampleTask("t-1").answer())));

    assertThat(spans.toString()).contains("acme").doesNotContain("Example", "IBAN", "clerk-7");
    assertThat(spans.toString()).doesNotContain("customer-12", "subject-");
  }

  @Test
  void eventsOverTheBoundAreCountedAndNotKept() {
    List<Draft> begun = new SampleTask("t-1").begun();
    List<Draft> drafts = new ArrayList<>(begun.subList(0, 2));
    for (int i = 0; i < OpenSpan.MOST_EVENTS + 8; i++) {
      drafts.add(begun.get(12));
    }
    drafts.add(new SampleTask("t-1").answer());
    SpanData root = named(spans(record(drafts)), "invoke_agent report-forecast");

    assertThat(root.getEvents()).hasSize(OpenSpan.MOST_EVENTS);
    assertThat(root.getTotalRecordedEvents()).isEqualTo(OpenSpan.MOST_EVENTS + 8);
  }

  @Test
  void theOldestTaskThatIsNotOverIsRemembered() {
    SampleTask one = new SampleTask("t-1");
    SampleTask two = new SampleTask("t-2");
    List<Draft> drafts = new ArrayList<>(List.of(SampleTask.host()));
    drafts.addAll(one.begun());
    drafts.addAll(two.begun());
    drafts.add(one.answer());
    List<DecisionRecord> records = record(drafts);

    spans(records.subList(0, records.size() - 1));
    assertThat(fold.oldest(99)).isEqualTo(1);
    fold.add(records.get(records.size() - 1));
    assertThat(fold.oldest(99)).isEqualTo(1 + one.begun().size());
  }
}
