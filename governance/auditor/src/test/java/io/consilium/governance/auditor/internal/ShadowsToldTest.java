package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.task.Position;
import io.consilium.governance.ledger.FileLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of versions that are tried: of canaries, and of shadows that come late. */
class ShadowsToldTest {
  private static final Position AT = new Position("t-0", "read", 1, 1, 1);

  @TempDir Path directory;

  private static Code code(String plugin, String version) {
    return new Code(plugin, "a." + plugin, version, "ab".repeat(32), Optional.empty(), Map.of());
  }

  private static Draft returned(int call) {
    Body body =
        new Body.ShadowReturned(
            "text",
            call,
            "vision.ocr",
            Body.ExpertReturned.Outcome.SOLVED,
            "",
            0.8,
            9_000_000,
            false);
    return new Draft(AT, body, List.of(code("vision.ocr", "1.1.0")), Map.of());
  }

  private static Draft checked() {
    Body body =
        new Body.ShadowChecked(
            "text",
            2,
            "vision.ocr",
            "adds-up",
            "figures.add-up",
            true,
            Body.CheckMade.Kind.REJECTED,
            0.2,
            0.5,
            List.of("total-off"),
            5);
    List<Code> code = List.of(code("figures.add-up", "2.0.0"), code("vision.ocr", "1.1.0"));
    return new Draft(AT, body, code, Map.of());
  }

  /** The sample task, whose answer its shadow comes after. */
  private Path ledger(Draft... late) {
    try (FileLedger ledger = FileLedger.open(directory.resolve("ledger"), Audited.PROMPT)) {
      List<Draft> drafts = new ArrayList<>(new SampleTask("t-0").drafts());
      drafts.addAll(List.of(late));
      Audited.append(ledger, drafts);
    }
    return directory.resolve("ledger");
  }

  @Test
  void aShadowIsShownWithTheSubgoalAndNotAsAPartOfTheTasksCourse() {
    Path ledger = ledger(returned(2), checked());

    assertThat(Audited.run(ledger, "show", "t-0").out())
        .contains("#18 shadow 1.1.0 of call 2: vision.ocr solved after 9 ms, confidence 0.80;")
        .contains("otherwise than the call")
        .contains("#19 shadow 1.1.0 of call 2: check adds-up by figures.add-up, required: rejected")
        .containsOnlyOnce("H-cycle 2\n");
    assertThat(Audited.run(ledger, "verify").exitCode()).isZero();
  }

  @Test
  void whyTellsThatNothingFollowsFromIt() {
    Path ledger = ledger(returned(2), checked());

    assertThat(Audited.run(ledger, "why", "18").out())
        .contains("Version 1.1.0 of vision.ocr was asked beside call 2 for text, as a shadow")
        .contains("what it gave was not used");
    assertThat(Audited.run(ledger, "why", "19").out())
        .contains("Judged is what version 1.1.0 of vision.ocr gave beside call 2")
        .contains("judged the check adds-up");
  }

  @Test
  void aShadowOfACallThatWasNeverMadeBreaksTheRules() {
    List<Draft> drafts = new ArrayList<>(new SampleTask("t-0").drafts());
    drafts.add(5, returned(1));
    Path at = directory.resolve("ledger");
    try (FileLedger ledger = FileLedger.open(at, Audited.PROMPT)) {
      Audited.append(ledger, drafts);
    }

    assertThat(Audited.run(at, "verify").out())
        .contains("a shadow of call 1, which had no outcome");
  }

  @Test
  void aCanaryIsToldWithItsVersionAndShare() {
    List<Draft> drafts = new ArrayList<>();
    for (Draft draft : new SampleTask("t-0").drafts()) {
      drafts.add(
          draft.body() instanceof Body.SubgoalRouted routed && !routed.candidates().isEmpty()
              ? new Draft(draft.position(), canary(routed), draft.code(), draft.payloads())
              : draft);
    }
    Path at = directory.resolve("ledger");
    try (FileLedger ledger = FileLedger.open(at, Audited.PROMPT)) {
      Audited.append(ledger, drafts);
    }

    assertThat(Audited.run(at, "why", "4").out())
        .contains("It chose vision.fast with weight 1, version 1 as canary (share 0.10), for its")
        .contains("(cost 0.90, fit 1)");
    assertThat(Audited.run(at, "show", "t-0").out())
        .contains("(cost 0.90, fit 1), version 1 as canary (share 0.10)");
  }

  private static Body canary(Body.SubgoalRouted routed) {
    List<Body.SubgoalRouted.Scored> scored = new ArrayList<>(routed.candidates());
    Body.SubgoalRouted.Scored first = scored.get(0);
    scored.set(
        0,
        new Body.SubgoalRouted.Scored(
            first.expert(),
            first.score(),
            Map.of("fit", 1.0, "cost", 0.9, "canary", 0.1),
            first.veto(),
            first.load()));
    return new Body.SubgoalRouted(
        routed.subgoal(),
        routed.capability(),
        routed.routing(),
        routed.gate(),
        scored,
        routed.stood(),
        routed.decision());
  }
}
