package io.consilium.tck;

import io.consilium.api.expert.Effect;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.SubgoalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Routing questions as the host asks them: best score first, the vetoed at the end. */
final class Routings {
  /** A question under a name that shows in messages. */
  record Made(String name, RoutingRequest request) {}

  private static final Subgoal WORK =
      new Subgoal(
          new SubgoalId("work"), "tck.work", "Work", Map.of(), Settings.EMPTY, Set.of(), false);
  private static final List<Candidate> SEVERAL =
      List.of(able("best", 0.9, 1), able("good", 0.6, 0.5), able("fair", 0.3, 0.5));
  private static final List<Candidate> VETOED =
      List.of(vetoed("busy-one", "busy"), vetoed("other-one", "media-type"));

  private final Settings settings;

  Routings(Settings settings) {
    this.settings = settings;
  }

  /** Three able, two vetoed, no way to break it down. */
  Made several() {
    return made("three are able", false, both(SEVERAL, VETOED));
  }

  /** Nobody stands, or nobody may. */
  List<Made> nobody() {
    return List.of(
        made("nobody stands", false, List.of()),
        made("nobody stands, decomposable", true, List.of()),
        made("all are vetoed", false, VETOED),
        made("all are vetoed, decomposable", true, VETOED));
  }

  /** What comes up every day. */
  List<Made> usual() {
    List<Made> all = new ArrayList<>(nobody());
    all.add(several());
    all.add(made("three are able, decomposable", true, both(SEVERAL, VETOED)));
    all.add(made("one is able", false, List.of(able("only", 0.8, 1))));
    all.add(made("one hardly fits, decomposable", true, List.of(able("only", 0.3, 0.125))));
    all.add(made("two tie, decomposable", true, List.of(able("a", 0.5, 0.5), able("b", 0.5, 0.5))));
    return all;
  }

  /** What is rare and allowed. */
  List<Made> odd() {
    return List.of(
        made("all scores are 0", false, List.of(able("a", 0, 0), able("b", 0, 0))),
        made("no parts", false, List.of(bare("a", 0.7), bare("b", 0.2))),
        made("one without parts", true, List.of(bare("a", 0.7))),
        made("far apart", false, List.of(able("a", 1, 1), able("b", 1e-12, 0), able("c", 0, 0))),
        made(
            "five hundred stand",
            false,
            IntStream.range(0, 500).mapToObj(i -> able("e" + i, 1 - i / 500.0, 1)).toList()));
  }

  /** The same question with another seed. */
  static RoutingRequest seeded(RoutingRequest request, long seed) {
    return new RoutingRequest(
        request.subgoal(), request.candidates(), request.decomposable(), request.settings(), seed);
  }

  /** The same question with a setting more. */
  static RoutingRequest with(RoutingRequest request, String key, Object value) {
    Map<String, Object> values = new java.util.HashMap<>(request.settings().values());
    values.put(key, value);
    return new RoutingRequest(
        request.subgoal(),
        request.candidates(),
        request.decomposable(),
        new Settings(values),
        request.seed());
  }

  /** Seeds as the host makes them: all bits vary, also between neighbours. */
  static long[] seeds(int count) {
    return new SplittableRandom(7).longs(count).toArray();
  }

  private Made made(String name, boolean decomposable, List<Candidate> candidates) {
    return new Made(name, new RoutingRequest(WORK, candidates, decomposable, settings, 42));
  }

  private static List<Candidate> both(List<Candidate> able, List<Candidate> vetoed) {
    return Stream.concat(able.stream(), vetoed.stream()).toList();
  }

  private static Candidate able(String expert, double score, double fit) {
    return candidate(
        expert,
        Map.of("fit", fit, "success", 0.5, "cost", 0.9, "load", 1.0),
        score,
        Optional.empty());
  }

  private static Candidate bare(String expert, double score) {
    return candidate(expert, Map.of(), score, Optional.empty());
  }

  private static Candidate vetoed(String expert, String why) {
    return candidate(expert, Map.of("fit", 1.0), 0, Optional.of(why));
  }

  private static Candidate candidate(
      String expert, Map<String, Double> parts, double score, Optional<String> veto) {
    return new Candidate(
        expert, "tck." + expert + "/1.0.0/00", parts, score, veto, "", 0, 1, Effect.PURE);
  }
}
