package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.governance.auditor.internal.Audited.Said;
import io.consilium.governance.ledger.FileLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyNotAndDiffTest {
  @TempDir Path directory;

  private Path ledger(List<Draft> second) {
    Path path = directory.resolve("ledger");
    try (FileLedger ledger = FileLedger.open(path, Audited.PROMPT)) {
      Audited.append(ledger, new SampleTask("t-0").drafts());
      Audited.append(ledger, second);
    }
    return path;
  }

  private static List<Draft> same() {
    return new SampleTask("t-1").drafts();
  }

  /** The second run chose the other expert, which had the better score there. */
  private static List<Draft> other() {
    List<Draft> drafts = new ArrayList<>(same());
    Draft routed = drafts.get(4);
    Body.SubgoalRouted b = (Body.SubgoalRouted) routed.body();
    RoutingDecision d = b.decision();
    RoutingDecision decision =
        new RoutingDecision(
            d.action(),
            List.of(new RoutingDecision.Choice("vision.ocr", 1)),
            List.of("vision.fast"),
            d.entropy(),
            d.margin(),
            d.temperature(),
            true,
            0.1);
    drafts.set(
        4,
        new Draft(
            routed.position(),
            new Body.SubgoalRouted(
                b.subgoal(),
                b.capability(),
                b.routing(),
                b.gate(),
                b.candidates(),
                b.stood(),
                decision),
            routed.code(),
            routed.payloads()));
    Draft admitted = drafts.get(0);
    Map<String, io.consilium.api.task.Artifact> payloads = new HashMap<>(admitted.payloads());
    payloads.put("input.0", SampleTask.text("GIF"));
    drafts.set(0, new Draft(admitted.position(), admitted.body(), admitted.code(), payloads));
    drafts.remove(6);
    return drafts;
  }

  @Test
  void tellsWhyAnExpertWasNotChosen() {
    Path ledger = ledger(other());

    assertThat(Audited.run(ledger, "why", "4", "--not", "vision.ocr").out())
        .contains("vision.ocr was kept as fallback 1.")
        .contains("It chose vision.fast with a score of 0.95; that of vision.ocr was 0.75.")
        .contains("  less cost: 0.50 against 0.90")
        .contains("  as much fit: 1 against 1");
    assertThat(Audited.run(ledger, "why", "4", "--not", "vision.text-only").out())
        .contains("was excluded by media-type: needs text/plain, got image/png");
    assertThat(Audited.run(ledger, "why", "4", "--not", "vision.fast").out())
        .contains("But it chose vision.fast.");
    assertThat(Audited.run(ledger, "why", "2", "--not", "vision.fast").out())
        .contains("vision.fast did not stand for choice")
        .contains("It stood for other choices of the task: #4 (vision.text).");
    assertThat(Audited.run(ledger, "why", "22", "--not", "vision.fast").out())
        .contains("0.75; that of vision.fast was 0.95: chance overrode the better score.");
    assertThat(Audited.run(ledger, "why", "5", "--not", "vision.ocr").out())
        .contains("Record 4: the gate top-1 decided");
    Said halt = Audited.run(ledger, "why", "16", "--not", "vision.ocr");
    assertThat(halt.exitCode()).isEqualTo(64);
    assertThat(halt.err()).contains("Record 16 chooses no expert. Maybe name a routing decision");
  }

  @Test
  void equalRunsDoNotDiffer() {
    assertThat(Audited.run(ledger(same()), "diff", "t-0", "t-1").out())
        .isEqualTo("18 steps compared: 0 decisions differ.\n" + "1 input of the same bytes.\n");
  }

  @Test
  void theFirstDecisionThatDiffersIsExplained() {
    Said said = Audited.run(ledger(other()), "diff", "t-0", "t-1");

    assertThat(said.out())
        .contains("input.0: of the same kind and size, but other bytes")
        .contains("The first decision that differs: #4 and #22: subgoal routed of text, loop read")
        .contains("  chosen: vision.fast | vision.ocr")
        .contains("    by chance: no | yes")
        .contains("    It chose vision.ocr with weight 1")
        .contains("#8 in the first alone: expert returned of text, loop read, H-cycle 1, time 2");
    assertThat(said.exitCode()).isZero();
    assertThat(Audited.run(ledgerOf(), "diff", "t-0", "t-1", "--json").out())
        .contains("\"steps\" : 18");
  }

  private Path ledgerOf() {
    return directory.resolve("ledger");
  }
}
