package io.consilium.framework.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Code;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Feedback;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.SubgoalId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CandidateScoringTest {
  private static final Map<String, List<MediaType>> PNG = Map.of("image", List.of(MediaType.PNG));

  private static Capability reads(String name) {
    return new Capability(
        name,
        Map.of("image", new MediaType("image/*")),
        Map.of("page", MediaType.JSON),
        Map.of("table", MediaType.JSON));
  }

  private static Standing standing(String id, String capability, double cost, int calls) {
    return standing(id, capability, cost, calls, Effect.PURE, true, false);
  }

  private static Standing standing(
      String id,
      String capability,
      double cost,
      int calls,
      Effect effect,
      boolean ready,
      boolean quarantined) {
    return new Standing(
        new ExpertDescriptor(
            id,
            "A fake.",
            List.of(reads(capability)),
            effect,
            Determinism.DETERMINISTIC,
            cost,
            Duration.ofSeconds(1),
            2),
        new Code(id, "b", "1", "d", Optional.empty(), Map.of()),
        calls,
        ready,
        quarantined
            ? Optional.of(new Veto(Veto.QUARANTINED, "broke again and again"))
            : Optional.empty());
  }

  private static Demand demand(String capability, Map<String, List<MediaType>> media) {
    return new Demand(subgoal(capability), media, 5, 10, EnumSet.allOf(Effect.class));
  }

  private static Subgoal subgoal(String capability) {
    return new Subgoal(
        new SubgoalId("s"), capability, "", Map.of(), Settings.EMPTY, Set.of(), false);
  }

  private static List<Candidate> score(Demand demand, Standing... standings) {
    return CandidateScoring.score(demand, List.of(standings), TrackRecord.EMPTY);
  }

  private static String veto(Demand demand, Standing standing) {
    return score(demand, standing).get(0).veto().orElse("");
  }

  @Test
  void theExactCapabilityComesBeforeAMoreGeneralOne() {
    List<Candidate> scored =
        score(
            demand("vision.table", PNG),
            standing("general", "vision", 1, 0),
            standing("exact", "vision.table", 1, 0));

    assertThat(scored).extracting(Candidate::expert).containsExactly("exact", "general");
    assertThat(scored.get(0).parts()).containsEntry("fit", 1.0).containsEntry("success", 0.5);
    assertThat(scored.get(1).parts()).containsEntry("fit", 0.5);
  }

  @Test
  void verdictsMoveTheScore() {
    TrackRecord record =
        TrackRecord.EMPTY
            .with("d", new Feedback("bad", "vision.table", false))
            .with("d", new Feedback("good", "vision.table", true));

    List<Candidate> scored =
        CandidateScoring.score(
            demand("vision.table", PNG),
            List.of(standing("bad", "vision.table", 1, 0), standing("good", "vision.table", 1, 0)),
            record);

    assertThat(scored).extracting(Candidate::expert).containsExactly("good", "bad");
    assertThat(record.success("good", "d", "vision.table")).isEqualTo(2.0 / 3);
    assertThat(record.success("good", "d", "vision.text")).isEqualTo(0.5);
    assertThat(record.success("good", "other code", "vision.table")).isEqualTo(0.5);
  }

  @Test
  void whatWasLearnedApartAddsUpInAnyOrder() {
    TrackRecord good = TrackRecord.EMPTY.with("d", new Feedback("a", "vision", true));
    TrackRecord both = good.with("d", new Feedback("a", "vision", false));

    assertThat(good.and(both)).isEqualTo(both.and(good));
    assertThat(good.and(both).tally("a", "d", "vision")).isEqualTo(new TrackRecord.Tally(2, 1));
  }

  @Test
  void theCheapAndTheIdleComeFirst() {
    assertThat(
            score(
                demand("vision.table", PNG),
                standing("dear", "vision.table", 9, 0),
                standing("loaded", "vision.table", 1, 6),
                standing("idle", "vision.table", 1, 0)))
        .extracting(Candidate::expert)
        .startsWith("idle");
  }

  @Test
  void everyVetoSaysWhy() {
    Demand demand = demand("vision.table", PNG);
    assertThat(veto(demand, standing("a", "nlp", 1, 0))).isEqualTo("capability");
    assertThat(veto(demand("vision.tables", PNG), standing("a", "vision.table", 1, 0)))
        .isEqualTo("capability");
    assertThat(veto(demand("vision.table", Map.of()), standing("a", "vision.table", 1, 0)))
        .isEqualTo("missing-input");
    assertThat(
            veto(
                demand("vision.table", Map.of("image", List.of(MediaType.TEXT))),
                standing("a", "vision.table", 1, 0)))
        .isEqualTo("media-type");
    assertThat(
            veto(
                demand(
                    "vision.table",
                    Map.of("image", List.of(MediaType.PNG), "other", List.of(MediaType.PNG))),
                standing("a", "vision.table", 1, 0)))
        .isEqualTo("media-type");
    assertThat(veto(demand, standing("a", "vision.table", 1, 0, Effect.PURE, false, false)))
        .isEqualTo("not-ready");
    assertThat(veto(demand, standing("a", "vision.table", 1, 0, Effect.PURE, true, true)))
        .isEqualTo("quarantined");
    assertThat(veto(demand, standing("a", "vision.table", 11, 0))).isEqualTo("budget");
    assertThat(
            veto(
                new Demand(subgoal("vision.table"), PNG, 0, 10, Set.of(Effect.PURE)),
                standing("a", "vision.table", 1, 0)))
        .isEqualTo("budget");
    assertThat(
            veto(
                new Demand(subgoal("vision.table"), PNG, 5, 10, Set.of(Effect.PURE)),
                standing("a", "vision.table", 1, 0, Effect.READS_OUTSIDE, true, false)))
        .isEqualTo("effect");
  }

  @Test
  void theDetailOfAVetoNamesWhatWasSeen() {
    Candidate candidate =
        score(
                demand("vision.table", Map.of("image", List.of(MediaType.TEXT))),
                standing("a", "vision.table", 1, 0))
            .get(0);

    assertThat(candidate.detail()).isEqualTo("image: needs image/*, got text/plain");
    assertThat(candidate.score()).isZero();
    assertThat(candidate.bundle()).isEqualTo("b/1/d");
  }

  @Test
  void aLongQueueStandsBackOnlyWhileSomebodyIsFree() {
    Demand demand = demand("vision.table", PNG);
    Standing busy = standing("busy", "vision.table", 1, 8);

    assertThat(score(demand, busy).get(0).eligible()).isTrue();
    assertThat(score(demand, busy, standing("free", "vision.table", 1, 0)))
        .extracting(c -> c.veto().orElse(""))
        .containsExactly("", "busy");
  }
}
