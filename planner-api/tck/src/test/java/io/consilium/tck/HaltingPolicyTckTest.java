package io.consilium.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltDecision.Action;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.task.HaltReason;
import io.consilium.api.verifier.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HaltingPolicyTckTest {

  /** Stops at bounds, when verified, and when nothing is pending; follows every rule. */
  static class Sound implements HaltingPolicy {
    @Override
    public String id() {
      return "tck";
    }

    @Override
    public HaltDecision decide(HaltingRequest request) {
      List<Condition> conditions = new ArrayList<>(request.enforced());
      boolean something = !request.carry().outputs().isEmpty();
      boolean verified =
          something
              && !request.carry().checks().isEmpty()
              && request.carry().checks().values().stream()
                  .allMatch(checked -> checked.verdict() instanceof Verdict.Accepted);
      conditions.add(new Condition(HaltReason.VERIFIED, verified, verified ? 1 : 0, 1));
      conditions.add(new Condition(HaltReason.CONVERGED, !request.pending(), 0, 0));
      Optional<HaltReason> winner =
          conditions.stream().filter(Condition::held).map(Condition::reason).findFirst();
      Action action = verified ? Action.ANSWER : something ? Action.BEST_EFFORT : Action.REFUSE;
      return winner
          .map(reason -> new HaltDecision(action, winner, conditions))
          .orElseGet(() -> new HaltDecision(Action.CONTINUE, Optional.empty(), conditions));
    }

    static HaltDecision as(HaltDecision decision, Action action) {
      return decision.halts()
          ? new HaltDecision(action, decision.reason(), decision.conditions())
          : decision;
    }

    static HaltDecision on(HaltDecision decision, List<Condition> conditions) {
      return new HaltDecision(decision.action(), decision.reason(), conditions);
    }
  }

  /** The kit on some policy. */
  abstract static class On extends HaltingPolicyTck {}

  static class SoundTck extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound();
    }
  }

  static class ChangesItsName extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public String id() {
          return "tck" + calls.incrementAndGet();
        }
      };
    }
  }

  static class RollsDice extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public HaltDecision decide(HaltingRequest request) {
          HaltDecision decision = super.decide(request);
          List<Condition> more = new ArrayList<>(decision.conditions());
          more.add(new Condition(HaltReason.CYCLE, false, calls.incrementAndGet(), 0));
          return on(decision, more);
        }
      };
    }
  }

  static class OverrulesBounds extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        @Override
        public HaltDecision decide(HaltingRequest request) {
          HaltDecision decision = super.decide(request);
          return request.pending() && decision.reason().equals(Optional.of(HaltReason.BUDGET))
              ? new HaltDecision(Action.CONTINUE, Optional.empty(), decision.conditions())
              : decision;
        }
      };
    }
  }

  static class ForgetsConditions extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        @Override
        public HaltDecision decide(HaltingRequest request) {
          HaltDecision decision = super.decide(request);
          return on(decision, decision.conditions().stream().filter(Condition::held).toList());
        }
      };
    }
  }

  static class StopsWithoutCause extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        @Override
        public HaltDecision decide(HaltingRequest request) {
          HaltDecision decision = super.decide(request);
          return decision.halts()
              ? new HaltDecision(
                  decision.action(), Optional.of(HaltReason.HUMAN), decision.conditions())
              : decision;
        }
      };
    }
  }

  static class TrustsNothing extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        @Override
        public HaltDecision decide(HaltingRequest request) {
          HaltDecision decision = super.decide(request);
          return decision.action() == Action.ANSWER ? as(decision, Action.BEST_EFFORT) : decision;
        }
      };
    }
  }

  static class TrustsEverything extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        @Override
        public HaltDecision decide(HaltingRequest request) {
          HaltDecision decision = super.decide(request);
          return decision.action() == Action.BEST_EFFORT ? as(decision, Action.ANSWER) : decision;
        }
      };
    }
  }

  static class GivesNothing extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        @Override
        public HaltDecision decide(HaltingRequest request) {
          HaltDecision decision = super.decide(request);
          return decision.action() == Action.REFUSE ? as(decision, Action.BEST_EFFORT) : decision;
        }
      };
    }
  }

  static class MeasuresInfinity extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        @Override
        public HaltDecision decide(HaltingRequest request) {
          HaltDecision decision = super.decide(request);
          List<Condition> more = new ArrayList<>(decision.conditions());
          more.add(new Condition(HaltReason.CYCLE, false, Double.POSITIVE_INFINITY, 0));
          return on(decision, more);
        }
      };
    }
  }

  static class BearsOnlyOneCall extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        private final AtomicInteger inside = new AtomicInteger();

        @Override
        public HaltDecision decide(HaltingRequest request) {
          try {
            if (inside.incrementAndGet() > 1) {
              throw new IllegalStateException("One at a time.");
            }
            if (request.carry().results().isEmpty() && !request.pending()) {
              // Long enough for the others to come in.
              new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
            }
            return super.decide(request);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          } finally {
            inside.decrementAndGet();
          }
        }
      };
    }
  }

  static class TakesAlongWhatWas extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        private HaltingRequest asked;
        private HaltDecision last;
        private double taken;

        @Override
        public synchronized HaltDecision decide(HaltingRequest request) {
          if (!request.equals(asked)) {
            asked = request;
            taken = last == null ? 0 : last.reason().hashCode();
          }
          last = super.decide(request);
          List<Condition> more = new ArrayList<>(last.conditions());
          more.add(new Condition(HaltReason.CYCLE, false, taken, 0));
          return on(last, more);
        }
      };
    }
  }

  static class LeavesAThread extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        private Thread clock;

        @Override
        public synchronized HaltDecision decide(HaltingRequest request) {
          if (clock == null) {
            clock = new Thread(() -> Idle.forEver(), "broken-policy");
            clock.setDaemon(true);
            clock.start();
          }
          return super.decide(request);
        }
      };
    }
  }

  static class StopsEarly extends On {
    @Override
    protected HaltingPolicy policy() {
      return new Sound() {
        @Override
        public HaltDecision decide(HaltingRequest request) {
          return super.decide(
              new HaltingRequest(
                  request.carry(),
                  request.previous(),
                  false,
                  request.enforced(),
                  request.settings()));
        }
      };
    }
  }

  @Test
  void aSoundPolicyPasses() {
    assertThat(Kit.broken(SoundTck.class)).isEmpty();
    assertThat(Kit.skipped(SoundTck.class)).isEmpty();
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments("halting01", ChangesItsName.class),
        arguments("halting02", RollsDice.class),
        arguments("halting03", OverrulesBounds.class),
        arguments("halting04", ForgetsConditions.class),
        arguments("halting05", StopsWithoutCause.class),
        arguments("halting06", TrustsNothing.class),
        arguments("halting07", TrustsEverything.class),
        arguments("halting08", GivesNothing.class),
        arguments("halting09", MeasuresInfinity.class),
        arguments("halting10", BearsOnlyOneCall.class),
        arguments("halting12", TakesAlongWhatWas.class),
        arguments("halting13", LeavesAThread.class));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenRuleIsFound(String rule, Class<?> test) {
    assertThat(Kit.broken(test)).contains(rule);
  }

  @Test
  void anOptionalRuleIsShownAsSkipped() {
    assertThat(Kit.broken(StopsEarly.class)).isEmpty();
    assertThat(Kit.skipped(StopsEarly.class)).containsExactly("halting11");
  }
}
