package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Capability;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.Facts;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is more than may come back is refused before it is read. */
@Timeout(60)
class OutputLimitTest {
  private static final Fakes.Planning PLANNER = Fakes.always(Fakes.single("do.one"));

  private static Body.ExpertReturned returned(Fakes.Solve solve) {
    try (Rig rig = Rig.of(PLANNER, Fakes.expert("big", "do.one", solve))) {
      rig.limits = Limits.DEFAULT.with(new Limits.Output(1_000));
      rig.run();
      return rig.ledger.bodies(Body.ExpertReturned.class).get(0);
    }
  }

  private static ExpertOutcome solved(Artifact out, Facts facts) {
    return new ExpertOutcome.Solved(Map.of("out", out), 1, facts);
  }

  private static void tooLarge(Fakes.Solve solve) {
    Body.ExpertReturned returned = returned(solve);
    assertThat(returned.outcome()).isEqualTo(Outcome.BROKE);
    assertThat(returned.code()).isEqualTo("too-large");
  }

  @Test
  void asMuchAsIsAllowedIsTaken() {
    int room = 1_000 - (int) Slots.json(Facts.NONE).size();
    assertThat(returned((x, c) -> solved(Fakes.text("x".repeat(room)), Facts.NONE)).outcome())
        .isEqualTo(Outcome.SOLVED);
  }

  @Test
  void anOutputThatIsTooLargeIsNotRead() {
    AtomicLong opened = new AtomicLong();
    Artifact large =
        new Artifact(
            MediaType.TEXT,
            1L << 40,
            Digest.of(new byte[0]),
            () -> {
              opened.incrementAndGet();
              return InputStream.nullInputStream();
            });
    tooLarge((x, c) -> solved(large, Facts.NONE));
    assertThat(opened).hasValue(0);
  }

  @Test
  void oneThatSaysItHasNoEndIsNotReadEither() {
    Artifact endless =
        new Artifact(
            MediaType.TEXT,
            Long.MAX_VALUE,
            Digest.of(new byte[0]),
            () -> {
              throw new AssertionError("It was read.");
            });
    tooLarge((x, c) -> solved(endless, Facts.NONE));
  }

  @Test
  void oneThatGivesMoreThanItSaysIsNotReadToItsEnd() {
    AtomicLong read = new AtomicLong();
    Artifact endless =
        new Artifact(
            MediaType.TEXT,
            10,
            Digest.of(new byte[10]),
            () ->
                new InputStream() {
                  @Override
                  public int read() {
                    read.incrementAndGet();
                    return 0;
                  }
                });
    assertThat(returned((x, c) -> solved(endless, Facts.NONE)).outcome()).isEqualTo(Outcome.BROKE);
    assertThat(read.get()).isLessThan(20_000);
  }

  @Test
  void nobodyReadsFromAPluginOnceItsCallHasEnded() throws Exception {
    byte[] content = new byte[33 << 20];
    AtomicLong opened = new AtomicLong();
    Artifact large =
        new Artifact(
            MediaType.TEXT,
            content.length,
            Digest.of(content),
            () -> {
              opened.incrementAndGet();
              return new ByteArrayInputStream(content);
            });
    Capability capability =
        new Capability("do.one", Map.of(), Map.of(), Map.of("out", MediaType.TEXT));
    Artifact kept =
        new Answering(capability, null, Limits.DEFAULT.output())
            .ask(Fakes.expert("big", "do.one", (x, c) -> solved(large, Facts.NONE)), null)
            .outputs()
            .get("out")
            .get(0);

    assertThat(Slots.bytes(kept)).hasSize(content.length);
    assertThat(opened).hasValue(1);
  }

  @Test
  void factsAndOutputsCountTogether() {
    tooLarge((x, c) -> solved(Fakes.text("x".repeat(600)), Facts.of("words", "y".repeat(600))));
  }

  @Test
  void veryManyFactsOrOutputsAreTooMany() {
    tooLarge(
        (x, c) -> {
          Facts facts = Facts.NONE;
          for (int i = 0; i <= Limits.Output.MOST; i++) {
            facts = facts.with("n" + i, i);
          }
          return solved(Fakes.text("t"), facts);
        });
    tooLarge(
        (x, c) -> {
          Map<String, Artifact> outputs = new HashMap<>();
          for (int i = 0; i <= Slots.MAX_LISTED; i++) {
            outputs.put("out" + i, Fakes.text("t"));
          }
          return new ExpertOutcome.Solved(outputs, 1, Facts.NONE);
        });
  }

  @Test
  void aMessageThatIsTooLongIsToo() {
    tooLarge((x, c) -> ExpertOutcome.absent("x".repeat(Limits.Output.MESSAGE + 1)));
  }

  @Test
  void whatAnExceptionSaysIsCut() {
    String said = Guests.say(new IllegalStateException("x".repeat(10 * Limits.Output.MESSAGE)));
    assertThat(said).hasSizeLessThan(2 * Limits.Output.MESSAGE).endsWith("...");
  }
}
