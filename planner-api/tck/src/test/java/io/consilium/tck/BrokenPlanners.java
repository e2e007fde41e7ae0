package io.consilium.tck;

import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.PlannerDescriptor;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.SubgoalId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** One sound planner, and for each rule one that breaks it. */
final class BrokenPlanners {
  private BrokenPlanners() {}

  private static PlannerDescriptor describing(String description) {
    return new PlannerDescriptor("one-step", description, Duration.ofSeconds(20));
  }

  private static Subgoal step(String from, Settings settings) {
    return new Subgoal(
        new SubgoalId("work"),
        "tck.work",
        "Work",
        Map.of("in", List.of(Ref.parse(from))),
        settings,
        Set.of(),
        false);
  }

  private static Plan planOf(String from, Settings settings) {
    return new Plan(
        "only",
        List.of(step(from, settings)),
        List.of(),
        Map.of("out", List.of(Ref.parse("work.out"))));
  }

  /** Plans one step; follows every rule. */
  static class Sound implements Planner {
    private final PlannerDescriptor descriptor = describing("Plans one step.");

    @Override
    public PlannerDescriptor descriptor() {
      return descriptor;
    }

    @Override
    public PlanRevision plan(Carry carry, Settings settings, CallContext context) throws Exception {
      return carry.task().goal().equals("tck.goal")
          ? revised()
          : new PlanRevision.NoPlan("Only tck.goal is known. Maybe ask for that.");
    }

    PlanRevision revised() {
      return new PlanRevision.Revised(
          plan(), "initial", List.of("only"), Optional.of(new HaltEstimate(0.4, 0.6)));
    }

    Plan plan() {
      return planOf("task.in", Settings.EMPTY);
    }
  }

  /** The kit on some planner. */
  abstract static class On extends PlannerTck {
    @Override
    protected List<Sample> samples() {
      return List.of(new Sample(Carry.initial(Loops.open().carry().task(), "", 0), Settings.EMPTY));
    }

    @Override
    protected Duration grace() {
      return Duration.ofMillis(1500);
    }
  }

  static class SoundTck extends On {
    @Override
    protected Planner planner() {
      return new Sound();
    }
  }

  static class ChangesItsDescriptor extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public PlannerDescriptor descriptor() {
          return describing("Call " + calls.incrementAndGet());
        }
      };
    }
  }

  static class PlansNothing extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        @Override
        Plan plan() {
          return new Plan("only", List.of(), List.of(), Map.of());
        }
      };
    }
  }

  static class ChangesItsMind extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        Plan plan() {
          return planOf("task.in", new Settings(Map.of("call", calls.incrementAndGet())));
        }
      };
    }
  }

  static class WaitsForNobody extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        @Override
        Plan plan() {
          return planOf("nobody.out", Settings.EMPTY);
        }
      };
    }
  }

  static class SetsWhatJsonForgets extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        @Override
        Plan plan() {
          return planOf("task.in", new Settings(Map.of("size", 7L)));
        }
      };
    }
  }

  static class KnowsEverything extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        @Override
        public PlanRevision plan(Carry carry, Settings settings, CallContext context) {
          return revised();
        }
      };
    }
  }

  static class BearsOnlyOneCall extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        private final AtomicInteger inside = new AtomicInteger();

        @Override
        public PlanRevision plan(Carry carry, Settings settings, CallContext context)
            throws Exception {
          try {
            if (inside.incrementAndGet() > 1) {
              throw new IllegalStateException("One at a time.");
            }
            new CountDownLatch(1).await(50, java.util.concurrent.TimeUnit.MILLISECONDS);
            return super.plan(carry, settings, context);
          } finally {
            inside.decrementAndGet();
          }
        }
      };
    }
  }

  static class NeverEnds extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        @Override
        public PlanRevision plan(Carry carry, Settings settings, CallContext context)
            throws Exception {
          if (context.cancelled()) {
            new CountDownLatch(1).await();
          }
          return super.plan(carry, settings, context);
        }
      };
    }
  }

  static class NeverContent extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        @Override
        public boolean pending(Carry carry, Settings settings) {
          return true;
        }
      };
    }
  }

  static class TellsAStory extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        @Override
        PlanRevision revised() {
          return new PlanRevision.Revised(
              plan(), "Since it rained", List.of("only"), Optional.of(new HaltEstimate(0, 1)));
        }
      };
    }
  }

  static class EstimatesAnew extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public Optional<HaltEstimate> estimate(Carry carry, Settings settings) {
          return Optional.of(new HaltEstimate(calls.incrementAndGet(), 0));
        }
      };
    }
  }

  static class BearsAGrudge extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        private final AtomicInteger refused = new AtomicInteger();

        @Override
        public PlanRevision plan(Carry carry, Settings settings, CallContext context)
            throws Exception {
          PlanRevision revision = super.plan(carry, settings, context);
          if (revision instanceof PlanRevision.NoPlan) {
            refused.incrementAndGet();
          }
          return revision;
        }

        @Override
        Plan plan() {
          return planOf("task.in", new Settings(Map.of("refused", refused.get())));
        }
      };
    }
  }

  static class LeavesAThread extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        private Thread clock;

        @Override
        public synchronized PlanRevision plan(Carry carry, Settings settings, CallContext context)
            throws Exception {
          if (clock == null) {
            clock = new Thread(() -> Idle.forEver(), "broken-planner");
            clock.setDaemon(true);
            clock.start();
          }
          return super.plan(carry, settings, context);
        }
      };
    }
  }

  /** Follows every rule that is required. */
  static class KeepsItsThoughtsToItself extends On {
    @Override
    protected Planner planner() {
      return new Sound() {
        @Override
        PlanRevision revised() {
          return new PlanRevision.Revised(plan(), "initial", List.of(), Optional.empty());
        }
      };
    }
  }
}
