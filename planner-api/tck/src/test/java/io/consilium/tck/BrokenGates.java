package io.consilium.tck;

import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingDecision.Action;
import io.consilium.api.routing.RoutingDecision.Choice;
import io.consilium.api.routing.RoutingRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Two sound gates, one without chance and one with, and for each rule one that breaks it. */
final class BrokenGates {
  private static final double TEMPERATURE = 0.5;

  private BrokenGates() {}

  private static List<Candidate> eligible(RoutingRequest request) {
    return request.candidates().stream().filter(Candidate::eligible).toList();
  }

  private static RoutingDecision execute(
      List<Candidate> eligible, int first, boolean explored, double propensity) {
    List<String> others = new ArrayList<>(eligible.stream().map(Candidate::expert).toList());
    Choice choice = new Choice(others.remove(first), 1);
    return new RoutingDecision(
        Action.EXECUTE,
        List.of(choice),
        others,
        Uncertainty.entropy(eligible, TEMPERATURE),
        Uncertainty.margin(eligible),
        TEMPERATURE,
        explored,
        propensity);
  }

  private static RoutingDecision without(RoutingRequest request) {
    Action action = request.decomposable() ? Action.DECOMPOSE : Action.REFUSE;
    return new RoutingDecision(action, List.of(), List.of(), 1, 0, TEMPERATURE, false, 1);
  }

  private static RoutingDecision changed(
      RoutingDecision decision, List<Choice> chosen, List<String> fallbacks) {
    return new RoutingDecision(
        decision.action(),
        chosen,
        fallbacks,
        decision.entropy(),
        decision.margin(),
        decision.temperature(),
        decision.explored(),
        decision.propensity());
  }

  /** Takes the best; follows every rule. */
  static class Sound implements Gate {
    @Override
    public String id() {
      return "tck";
    }

    @Override
    public RoutingDecision route(RoutingRequest request) {
      List<Candidate> eligible = eligible(request);
      return eligible.isEmpty() ? without(request) : execute(eligible, 0, false, 1);
    }
  }

  /** Takes the best, and one time in four anybody; follows every rule. */
  static class Exploring extends Sound {
    @Override
    public RoutingDecision route(RoutingRequest request) {
      List<Candidate> eligible = eligible(request);
      if (eligible.isEmpty()) {
        return without(request);
      }
      Random random = new Random(request.seed());
      int first = random.nextDouble() < 0.25 ? random.nextInt(eligible.size()) : 0;
      return execute(
          eligible, first, first > 0 && lesser(eligible, first), stated(eligible, first));
    }

    boolean lesser(List<Candidate> eligible, int first) {
      return eligible.get(first).score() < eligible.get(0).score();
    }

    double stated(List<Candidate> eligible, int first) {
      return 0.25 / eligible.size() + (first == 0 ? 0.75 : 0);
    }
  }

  /** The kit on some gate. */
  abstract static class On extends GateTck {
    private final Gate gate;

    On(Gate gate) {
      this.gate = gate;
    }

    @Override
    protected Gate gate() {
      return gate;
    }
  }

  static class SoundTck extends On {
    SoundTck() {
      super(new Sound());
    }
  }

  static class ExploringTck extends On {
    ExploringTck() {
      super(new Exploring());
    }
  }

  static class ChangesItsName extends On {
    ChangesItsName() {
      super(
          new Sound() {
            private final AtomicInteger calls = new AtomicInteger();

            @Override
            public String id() {
              return "tck" + calls.incrementAndGet();
            }
          });
    }
  }

  static class RollsDice extends On {
    RollsDice() {
      super(
          new Exploring() {
            private final AtomicInteger calls = new AtomicInteger();

            @Override
            public RoutingDecision route(RoutingRequest request) {
              return super.route(
                  Routings.seeded(request, calls.incrementAndGet() * 0x9E3779B97F4A7C15L));
            }
          });
    }
  }

  static class OverrulesVetoes extends On {
    OverrulesVetoes() {
      super(
          new Sound() {
            @Override
            public RoutingDecision route(RoutingRequest request) {
              RoutingDecision decision = super.route(request);
              List<String> all = new ArrayList<>(decision.fallbacks());
              request.candidates().stream()
                  .filter(one -> !one.eligible())
                  .forEach(one -> all.add(one.expert()));
              return decision.action() == Action.EXECUTE
                  ? changed(decision, decision.chosen(), all)
                  : decision;
            }
          });
    }
  }

  static class AsksTwice extends On {
    AsksTwice() {
      super(
          new Sound() {
            @Override
            public RoutingDecision route(RoutingRequest request) {
              RoutingDecision decision = super.route(request);
              return changed(
                  decision,
                  decision.chosen(),
                  decision.chosen().stream().map(Choice::expert).toList());
            }
          });
    }
  }

  static class WeighsTooMuch extends On {
    WeighsTooMuch() {
      super(
          new Sound() {
            @Override
            public RoutingDecision route(RoutingRequest request) {
              RoutingDecision decision = super.route(request);
              List<Choice> all = new ArrayList<>(decision.chosen());
              decision.fallbacks().forEach(expert -> all.add(new Choice(expert, 1)));
              return changed(decision, all, List.of());
            }
          });
    }
  }

  static class WeighsLessThanNothing extends On {
    WeighsLessThanNothing() {
      super(
          new Sound() {
            @Override
            public RoutingDecision route(RoutingRequest request) {
              RoutingDecision decision = super.route(request);
              return decision.fallbacks().isEmpty()
                  ? decision
                  : changed(
                      decision,
                      List.of(
                          new Choice(decision.chosen().get(0).expert(), 1.5),
                          new Choice(decision.fallbacks().get(0), -0.5)),
                      List.of());
            }
          });
    }
  }

  static class MeasuresInfinity extends On {
    MeasuresInfinity() {
      super(
          new Sound() {
            @Override
            public RoutingDecision route(RoutingRequest request) {
              RoutingDecision decision = super.route(request);
              return decision.action() == Action.EXECUTE
                  ? decision
                  : new RoutingDecision(
                      decision.action(),
                      List.of(),
                      List.of(),
                      1,
                      Double.NEGATIVE_INFINITY,
                      TEMPERATURE,
                      false,
                      1);
            }
          });
    }
  }

  static class IsAlwaysSure extends On {
    IsAlwaysSure() {
      super(
          new Sound() {
            @Override
            public RoutingDecision route(RoutingRequest request) {
              RoutingDecision decision = super.route(request);
              return new RoutingDecision(
                  decision.action(),
                  decision.chosen(),
                  decision.fallbacks(),
                  0,
                  decision.margin(),
                  TEMPERATURE,
                  false,
                  1);
            }
          });
    }
  }

  static class KeepsChanceToItself extends On {
    KeepsChanceToItself() {
      super(
          new Exploring() {
            @Override
            double stated(List<Candidate> eligible, int first) {
              return 1;
            }
          });
    }
  }

  static class NeverSaysThatItExplored extends On {
    NeverSaysThatItExplored() {
      super(
          new Exploring() {
            @Override
            boolean lesser(List<Candidate> eligible, int first) {
              return false;
            }
          });
    }
  }

  static class AlwaysDecomposes extends On {
    AlwaysDecomposes() {
      super(
          new Sound() {
            @Override
            public RoutingDecision route(RoutingRequest request) {
              return eligible(request).isEmpty()
                  ? without(
                      new RoutingRequest(
                          request.subgoal(),
                          request.candidates(),
                          true,
                          request.settings(),
                          request.seed()))
                  : super.route(request);
            }
          });
    }
  }

  static class AsksSomebodyAnyway extends On {
    AsksSomebodyAnyway() {
      super(
          new Sound() {
            @Override
            public RoutingDecision route(RoutingRequest request) {
              RoutingDecision decision = super.route(request);
              return decision.action() == Action.EXECUTE || request.candidates().isEmpty()
                  ? decision
                  : execute(request.candidates(), 0, false, 1);
            }
          });
    }
  }

  static class NeverOpens extends On {
    NeverOpens() {
      super(
          new Sound() {
            @Override
            public RoutingDecision route(RoutingRequest request) {
              return eligible(request).size() < 3
                  ? super.route(request)
                  : new RoutingDecision(
                      Action.REFUSE,
                      List.of(),
                      List.of(),
                      Uncertainty.entropy(eligible(request), TEMPERATURE),
                      Uncertainty.margin(eligible(request)),
                      TEMPERATURE,
                      false,
                      1);
            }
          });
    }
  }

  static class SparesTheLastWinner extends On {
    SparesTheLastWinner() {
      super(
          new Sound() {
            private List<Candidate> asked = List.of();
            private String last = "";
            private String spared = "";

            @Override
            public synchronized RoutingDecision route(RoutingRequest request) {
              List<Candidate> eligible = eligible(request);
              if (!request.candidates().equals(asked)) {
                asked = request.candidates();
                spared = last;
              }
              if (eligible.size() < 2) {
                return super.route(request);
              }
              int first = eligible.get(0).expert().equals(spared) ? 1 : 0;
              last = eligible.get(first).expert();
              return execute(eligible, first, false, 1);
            }
          });
    }
  }

  static class ReadsEveryFit extends On {
    ReadsEveryFit() {
      super(
          new Sound() {
            @Override
            public RoutingDecision route(RoutingRequest request) {
              double fit =
                  eligible(request).stream().mapToDouble(one -> one.parts().get("fit")).sum();
              return fit < 0 ? without(request) : super.route(request);
            }
          });
    }
  }

  static class RefusesForeignSettings extends On {
    RefusesForeignSettings() {
      super(
          new Sound() {
            @Override
            public RoutingDecision route(RoutingRequest request) {
              if (!request.settings().values().isEmpty()) {
                throw new IllegalArgumentException("No setting is known.");
              }
              return super.route(request);
            }
          });
    }
  }

  static class BearsOnlyOneCall extends On {
    BearsOnlyOneCall() {
      super(
          new Sound() {
            private final AtomicInteger inside = new AtomicInteger();

            @Override
            public RoutingDecision route(RoutingRequest request) {
              try {
                if (inside.incrementAndGet() > 1) {
                  throw new IllegalStateException("One at a time.");
                }
                if (request.seed() == 42) {
                  // Long enough for the others to come in.
                  new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
                }
                return super.route(request);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              } finally {
                inside.decrementAndGet();
              }
            }
          });
    }
  }

  static class LeavesAThread extends On {
    LeavesAThread() {
      super(
          new Sound() {
            private Thread clock;

            @Override
            public synchronized RoutingDecision route(RoutingRequest request) {
              if (clock == null) {
                clock = new Thread(() -> Idle.forEver(), "broken-gate");
                clock.setDaemon(true);
                clock.start();
              }
              return super.route(request);
            }
          });
    }
  }

  static class RefusesWhatItCouldDecompose extends On {
    RefusesWhatItCouldDecompose() {
      super(
          new Sound() {
            @Override
            public RoutingDecision route(RoutingRequest request) {
              RoutingDecision decision =
                  super.route(
                      new RoutingRequest(
                          request.subgoal(),
                          request.candidates(),
                          false,
                          request.settings(),
                          request.seed()));
              return changed(decision, decision.chosen(), List.of());
            }
          });
    }
  }
}
