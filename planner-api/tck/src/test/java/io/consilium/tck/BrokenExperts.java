package io.consilium.tck;

import io.consilium.api.data.Report;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** One sound expert, and for each rule one that breaks it. */
final class BrokenExperts {
  private static final MediaType REPORT = Vocabulary.mediaType(Report.class);
  private static final Report SAMPLE = new Report("Sample", List.of(), List.of(), List.of());

  private BrokenExperts() {}

  private static ExpertDescriptor describing(String description, Capability... capabilities) {
    return new ExpertDescriptor(
        "tck.titles",
        description,
        List.of(capabilities),
        Effect.PURE,
        Determinism.DETERMINISTIC,
        1,
        Duration.ofSeconds(20),
        4);
  }

  private static Capability titles() {
    return new Capability("tck.title", Map.of("report", REPORT), Map.of("out", REPORT));
  }

  private static Assignment sample(String capability) {
    return new Assignment(
        capability,
        "Take the title",
        Map.of("report", List.of(TestContext.create().artifacts().of(SAMPLE))),
        Settings.EMPTY);
  }

  /** Repeats a report; follows every rule. */
  static class Sound implements Expert {
    private final ExpertDescriptor descriptor = describing("Repeats a report.", titles());

    @Override
    public ExpertDescriptor descriptor() {
      return descriptor;
    }

    @Override
    public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
      try {
        Artifact input = assignment.input("report");
        Report report = context.artifacts().read(input, Report.class);
        return ExpertOutcome.solved("out", context.artifacts().of(report), 0.9);
      } catch (IllegalArgumentException e) {
        return ExpertOutcome.badInput("Not a report. Maybe it was cut off.");
      }
    }
  }

  /** The kit on some expert; each rule's expert stands behind a subclass. */
  abstract static class On extends ExpertTck {
    @Override
    protected List<Assignment> samples() {
      return List.of(sample("tck.title"));
    }

    @Override
    protected Duration grace() {
      return Duration.ofMillis(1500);
    }
  }

  static class SoundTck extends On {
    @Override
    protected Expert expert() {
      return new Sound();
    }
  }

  static class ChangesItsDescriptor extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public ExpertDescriptor descriptor() {
          return describing("Call " + calls.incrementAndGet(), titles());
        }
      };
    }
  }

  static class DeclaresTwice extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        private final ExpertDescriptor twice = describing("Repeats a report.", titles(), titles());

        @Override
        public ExpertDescriptor descriptor() {
          return twice;
        }
      };
    }
  }

  static class PromisesMoreThanItShows extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        private final ExpertDescriptor more =
            describing(
                "Repeats a report.",
                titles(),
                new Capability("tck.other", Map.of("report", REPORT), Map.of("out", REPORT)));

        @Override
        public ExpertDescriptor descriptor() {
          return more;
        }
      };
    }
  }

  static class GivesAnotherType extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          ExpertOutcome outcome = super.solve(assignment, context);
          return outcome instanceof ExpertOutcome.Solved
              ? ExpertOutcome.solved(
                  "out", context.artifacts().of(MediaType.TEXT, new byte[] {'x'}), 1)
              : outcome;
        }
      };
    }
  }

  static class LiesAboutItsDigest extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          ExpertOutcome outcome = super.solve(assignment, context);
          return outcome instanceof ExpertOutcome.Solved
              ? ExpertOutcome.solved("out", lying(), 1)
              : outcome;
        }

        private Artifact lying() {
          byte[] bytes = {'{', '}'};
          return new Artifact(
              REPORT, 2, Digest.of(new byte[0]), () -> new ByteArrayInputStream(bytes));
        }
      };
    }
  }

  static class RollsDice extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          ExpertOutcome outcome = super.solve(assignment, context);
          return outcome instanceof ExpertOutcome.Solved solved
              ? new ExpertOutcome.Solved(
                  solved.outputs(), 1, Facts.of("call", calls.incrementAndGet()))
              : outcome;
        }
      };
    }
  }

  static class BearsOnlyOneCall extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        private final AtomicInteger inside = new AtomicInteger();

        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          try {
            if (inside.incrementAndGet() > 1) {
              throw new IllegalStateException("One at a time.");
            }
            // Long enough for the others to come in.
            new CountDownLatch(1).await(50, java.util.concurrent.TimeUnit.MILLISECONDS);
            return super.solve(assignment, context);
          } finally {
            inside.decrementAndGet();
          }
        }
      };
    }
  }

  static class IgnoresCancellation extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          if (context.cancelled() && !context.remaining().isZero()) {
            new CountDownLatch(1).await();
          }
          return super.solve(assignment, context);
        }
      };
    }
  }

  static class IgnoresItsDeadline extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          if (context.remaining().isZero()) {
            new CountDownLatch(1).await();
          }
          return super.solve(assignment, context);
        }
      };
    }
  }

  static class TakesAnything extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) {
          return assignment.inputs().isEmpty()
              ? ExpertOutcome.absent("Nothing is there. Maybe give a report.")
              : ExpertOutcome.solved("out", context.artifacts().of(SAMPLE), 1);
        }
      };
    }
  }

  static class InventsItsInput extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          return assignment.inputs().isEmpty()
              ? ExpertOutcome.solved("out", context.artifacts().of(SAMPLE), 1)
              : super.solve(assignment, context);
        }
      };
    }
  }

  static class RemembersTheLastTask extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        private volatile double confidence = 0.9;

        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          ExpertOutcome outcome = super.solve(assignment, context);
          if (outcome instanceof ExpertOutcome.Solved solved) {
            return new ExpertOutcome.Solved(solved.outputs(), confidence, solved.facts());
          }
          confidence = confidence / 2;
          return outcome;
        }
      };
    }
  }

  static class SaysNothing extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          ExpertOutcome outcome = super.solve(assignment, context);
          return outcome instanceof ExpertOutcome.Declined
              ? new ExpertOutcome.Declined("bad-input", " ")
              : outcome;
        }
      };
    }
  }

  static class ReturnsNull extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) {
          return null;
        }
      };
    }
  }

  static class ThrowsOnBadInput extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          Report report = context.artifacts().read(assignment.input("report"), Report.class);
          return ExpertOutcome.solved("out", context.artifacts().of(report), 0.9);
        }
      };
    }
  }

  static class WritesAFile extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          Files.writeString(Path.of("target", "broken-expert.txt"), "Here I was.");
          return super.solve(assignment, context);
        }
      };
    }
  }

  static class CallsSomebody extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          InetAddress here = InetAddress.getLoopbackAddress();
          try (ServerSocket server = new ServerSocket(0, 1, here);
              Socket socket = new Socket(here, server.getLocalPort())) {
            socket.getOutputStream().write(1);
          }
          return super.solve(assignment, context);
        }
      };
    }
  }

  static class ReadsThroughAndWrites extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        private final ExpertDescriptor reads =
            new ExpertDescriptor(
                "tck.titles",
                "Repeats a report.",
                List.of(titles()),
                Effect.READS_OUTSIDE,
                Determinism.DETERMINISTIC,
                1,
                Duration.ofSeconds(20),
                4);

        @Override
        public ExpertDescriptor descriptor() {
          return reads;
        }

        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          Files.writeString(Path.of("target", "broken-expert.txt"), "Here I was.");
          return super.solve(assignment, context);
        }
      };
    }
  }

  static class LeavesStreamsOpen extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        @SuppressWarnings("MustBeClosed")
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          for (Artifact input : assignment.inputs().getOrDefault("report", List.of())) {
            input.open();
          }
          return super.solve(assignment, context);
        }
      };
    }
  }

  static class MeasuresInfinity extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          ExpertOutcome outcome = super.solve(assignment, context);
          return outcome instanceof ExpertOutcome.Solved solved
              ? new ExpertOutcome.Solved(
                  solved.outputs(), 0.9, Facts.of("length", Double.POSITIVE_INFINITY))
              : outcome;
        }
      };
    }
  }

  static class GivesMoreThanItDeclares extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          ExpertOutcome outcome = super.solve(assignment, context);
          return outcome instanceof ExpertOutcome.Solved solved
              ? new ExpertOutcome.Solved(
                  Map.of("out", solved.outputs().get("out"), "more", solved.outputs().get("out")),
                  0.9,
                  Facts.NONE)
              : outcome;
        }
      };
    }
  }

  static class LeavesAThread extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        private Thread clock;

        @Override
        public synchronized ExpertOutcome solve(Assignment assignment, CallContext context)
            throws Exception {
          if (clock == null) {
            clock = new Thread(() -> Idle.forEver(), "broken-expert");
            clock.setDaemon(true);
            clock.start();
          }
          return super.solve(assignment, context);
        }
      };
    }
  }

  static class IsSurerThanSure extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          ExpertOutcome outcome = super.solve(assignment, context);
          return outcome instanceof ExpertOutcome.Solved solved
              ? ExpertOutcome.solved("out", solved.outputs().get("out"), 1.5)
              : outcome;
        }
      };
    }
  }

  static class GivesAnyType extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        private final ExpertDescriptor any =
            describing(
                "Repeats a report.",
                new Capability(
                    "tck.title",
                    Map.of("report", REPORT),
                    Map.of("out", new MediaType("application/*"))));

        @Override
        public ExpertDescriptor descriptor() {
          return any;
        }
      };
    }
  }

  /** Follows every rule that is required. */
  static class GivesNoAdvice extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        @Override
        public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
          ExpertOutcome outcome = super.solve(assignment, context);
          return outcome instanceof ExpertOutcome.Declined
              ? ExpertOutcome.badInput("Not a report.")
              : outcome;
        }
      };
    }
  }

  /** Promises so little that some rules do not concern it. */
  static class PromisesLittle extends On {
    @Override
    protected Expert expert() {
      return new Sound() {
        private final ExpertDescriptor little =
            new ExpertDescriptor(
                "tck.titles",
                "Repeats a report.",
                List.of(titles()),
                Effect.WRITES_OUTSIDE,
                Determinism.VARYING,
                1,
                Duration.ofSeconds(20),
                1);

        @Override
        public ExpertDescriptor descriptor() {
          return little;
        }
      };
    }
  }

  /** Ends its thread when closed; follows every rule. */
  static class Closing extends Sound implements AutoCloseable {
    private final Thread clock = new Thread(() -> Idle.forEver(), "closing-expert");

    @Override
    public void warmUp() {
      clock.setDaemon(true);
      clock.start();
    }

    @Override
    public void close() {
      clock.interrupt();
    }
  }

  static class ClosingTck extends On {
    @Override
    protected Expert expert() {
      return new Closing();
    }
  }
}
