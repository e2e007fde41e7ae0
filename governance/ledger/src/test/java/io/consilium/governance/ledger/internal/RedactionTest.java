package io.consilium.governance.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.TaskId;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.Redaction;
import io.consilium.governance.ledger.Retention;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final Redaction ALL =
      new Redaction(
          List.of("input.*", "message"),
          Redaction.DETECTORS,
          List.of("customer.name", "rows.*.secret", "**.birthday"));

  private static Draft draft(Map<String, Artifact> payloads) {
    return new Draft(Samples.at("t-1"), new Body.PlanFailed("planner", "x"), List.of(), payloads);
  }

  private static Artifact json(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Artifact(
        MediaType.JSON, bytes.length, Digest.of(bytes), () -> new ByteArrayInputStream(bytes));
  }

  private static String text(Artifact artifact) throws IOException {
    return new String(artifact.open().readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Write to jane.roe+x@mail.example.co.uk now|Write to [redacted:e-mail] now",
        "IBAN DE89 3704 0044 0532 0130 00, thanks|IBAN [redacted:iban], thanks",
        "GB82WEST12345698765432 and more words|[redacted:iban] and more words",
        "card 4111 1111 1111 1111 until 12/29|card [redacted:card] until 12/29",
        "5500-0000-0000-0004|[redacted:card]",
        "call +49 30 901820 today|call [redacted:phone] today",
        "call (030) 901 820-11 today|call [redacted:phone] today",
        "0041 44 668 18 00|[redacted:phone]",
      })
  void personalDataIsMasked(String text, String masked) {
    assertThat(new Detectors(Redaction.DETECTORS).mask(text, new HashMap<>())).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GB82 WEST 1234 5698 7654 33 has the wrong check digits",
        "5500 0000 0000 0005 has the wrong last digit",
        "0000000000000000",
        "1,234,567.89 and 3.14159265358979 and 20261122-054736",
        "The sum of 100 200 300 400 is 1000.",
        "2026-11-22T05:47:36Z, version 10.4.2, a@b",
        "[redacted:iban] [redacted:e-mail]",
      })
  void figuresAndDatesAreLeftAlone(String text) {
    Map<String, Integer> counts = new HashMap<>();

    assertThat(new Detectors(Redaction.DETECTORS).mask(text, counts)).isEqualTo(text);
    assertThat(counts).isEmpty();
  }

  @Test
  void theSlotSaysHowMuchWasMaskedAndTheLogHasNothingElse(@TempDir Path directory)
      throws IOException {
    Draft given =
        draft(
            Map.of(
                "input.0",
                json(
                    "{\"customer\":{\"name\":\"Jane\",\"age\":7},\"rows\":[{\"secret\":[1,2]},"
                        + "{\"note\":\"a@b.example b@b.example\"}],\"x\":{\"birthday\":\"1.1.\"}}"),
                "message",
                Samples.text("IBAN DE89370400440532013000"),
                "label.0",
                Samples.text("jane@example.com")));
    Options options = Options.DEFAULT.withKeeping(ALL, Retention.DEFAULT);
    DiskLedger ledger = DiskLedger.open(directory, options);
    List<Draft> redacted = ledger.redacted(List.of(given));
    ledger.append(List.of(given));
    ledger.append(redacted);

    assertThat(ledger.redacted(redacted)).isEqualTo(redacted);
    List<Entry> entries = ledger.entries(new TaskId("t-1"));
    assertThat(entries.get(0).payloads())
        .isEqualTo(redacted.get(0).payloads())
        .isEqualTo(entries.get(1).payloads());
    for (Entry entry : entries) {
      assertThat(text(entry.payloads().get("input.0")))
          .isEqualTo(
              "{\"customer\":{\"age\":7,\"name\":\"[redacted:field]\"},"
                  + "\"rows\":[{\"secret\":\"[redacted:field]\"},"
                  + "{\"note\":\"[redacted:e-mail] [redacted:e-mail]\"}],"
                  + "\"x\":{\"birthday\":\"[redacted:field]\"}}");
      assertThat(text(entry.payloads().get("message"))).isEqualTo("IBAN [redacted:iban]");
      assertThat(text(entry.payloads().get("label.0"))).isEqualTo("jane@example.com");
      assertThat(entry.record().payloads().get("input.0").redacted())
          .isEqualTo(Map.of("field", 3, "e-mail", 2));
      assertThat(entry.record().payloads().get("message").redacted()).isEqualTo(Map.of("iban", 1));
      assertThat(entry.record().payloads().get("label.0").redacted()).isEmpty();
    }
    ledger.close();
  }

  @Test
  void whatCannotBeLookedThroughIsRefused(@TempDir Path directory) {
    DiskLedger ledger =
        DiskLedger.open(directory, Options.DEFAULT.withKeeping(ALL, Retention.DEFAULT));

    assertThatThrownBy(() -> ledger.append(List.of(draft(Map.of("input.0", json("{\"a\":"))))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The payload (input.0) cannot be redacted");
    assertThatThrownBy(
            () ->
                ledger.append(
                    List.of(draft(Map.of("message", Samples.bytes(new byte[] {(byte) 0xff}))))))
        .hasMessageContaining("it is not UTF-8");
    assertThat(ledger.size()).isZero();
    assertThat(ledger.trouble()).isEmpty();
    ledger.close();
  }

  @Test
  void whatTheHostReadsBackIsLeftAsItIs() {
    Redactor redactor =
        new Redactor(new Redaction(List.of("*"), Redaction.DETECTORS, List.of("**.name")));
    Artifact payload = json("{\"name\":\"x\",\"by\":\"a@b.example\"}");
    Draft given = draft(Map.of("name", payload, "input", payload, "pipeline", payload));

    assertThat(redactor.redacted(List.of(given)).get(0).payloads()).isEqualTo(given.payloads());
  }

  @Test
  void whatIsCleanAsTextIsStillLookedThroughAsJson() throws IOException {
    Redactor redactor = new Redactor(ALL);
    String both = "{\"customer\":{\"name\":\"Jane\"}}";
    redactor.redacted(List.of(draft(Map.of("input.0", Samples.text(both)))));

    Draft json = redactor.redacted(List.of(draft(Map.of("input.0", json(both))))).get(0);

    assertThat(text(json.payloads().get("input.0"))).contains("[redacted:field]");
  }

  @Test
  void wrongSettingsAreNamed() {
    Map<String, String> settings =
        new HashMap<>(Map.of("consilium.ledger.redact.detectors", "iban, passport"));
    assertThatThrownBy(() -> Redaction.from(settings::get))
        .hasMessageContaining("no detector (passport)");
    settings.put("consilium.ledger.redact.detectors", "iban");
    assertThat(Redaction.from(settings::get))
        .isEqualTo(new Redaction(List.of("*"), Set.of("iban"), List.of()));
    settings.put("consilium.ledger.redact.slots", "input.*, message");
    assertThat(Redaction.from(settings::get))
        .isEqualTo(new Redaction(List.of("input.*", "message"), Set.of("iban"), List.of()));
    settings.remove("consilium.ledger.redact.detectors");
    assertThatThrownBy(() -> Redaction.from(settings::get))
        .hasMessageContaining("They name slots (input.*, message) and nothing to mask there");
    assertThat(Redaction.from(name -> null)).isEqualTo(Redaction.NONE);
    assertThatThrownBy(() -> Retention.from(name -> "6 months"))
        .hasMessageContaining("Maybe write P6M");
    assertThatThrownBy(
            () -> Retention.from(name -> name.endsWith("budget") ? "999999999999 TiB" : null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Maybe write 500 MiB");
    assertThat(Retention.from(name -> name.endsWith("budget") ? "20 GiB" : null).budgetBytes())
        .isEqualTo(20L << 30);
  }
}
