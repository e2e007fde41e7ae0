package io.consilium.tck;

import io.consilium.api.data.Report;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** One sound verifier, and for each rule one that breaks it. */
final class BrokenVerifiers {
  private static final Finding FOUND = new Finding("title", "The report has a title.");
  private static final Finding MISSING = new Finding("no-title", "The report has no title.");

  private BrokenVerifiers() {}

  private static VerifierDescriptor describing(String id, String description) {
    return new VerifierDescriptor(
        id,
        description,
        Map.of("report", Vocabulary.mediaType(Report.class)),
        Duration.ofSeconds(20));
  }

  private static Claim claim(String title) {
    Report report = new Report(title, List.of(), List.of(), List.of());
    return new Claim(
        "titled",
        Map.of("report", List.of(TestContext.create().artifacts().of(report))),
        Settings.EMPTY);
  }

  /** Checks that a report has a title; follows every rule. */
  static class Sound implements Verifier {
    private final VerifierDescriptor descriptor =
        describing("tck.titled", "Checks that a report has a title.");

    @Override
    public VerifierDescriptor descriptor() {
      return descriptor;
    }

    @Override
    public Verdict verify(Claim claim, CallContext context) throws Exception {
      Optional<Artifact> input = claim.input("report");
      if (input.isEmpty()) {
        return new Verdict.Undecided(List.of(new Finding("no-input", "No report is there.")));
      }
      Report report = context.artifacts().read(input.get(), Report.class);
      return report.title().isBlank() ? rejected() : accepted();
    }

    Verdict accepted() {
      return new Verdict.Accepted(1, 0.5, List.of(FOUND));
    }

    Verdict rejected() {
      return new Verdict.Rejected(0, 0.5, List.of(MISSING));
    }
  }

  /** The kit on some verifier. */
  abstract static class On extends VerifierTck {
    @Override
    protected List<Claim> holding() {
      return List.of(claim("Title"));
    }

    @Override
    protected List<Claim> failing() {
      return List.of(claim(" "));
    }

    @Override
    protected Duration grace() {
      return Duration.ofMillis(1500);
    }
  }

  static class SoundTck extends On {
    @Override
    protected Verifier verifier() {
      return new Sound();
    }
  }

  static class ChangesItsDescriptor extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public VerifierDescriptor descriptor() {
          return describing("tck.titled", "Call " + calls.incrementAndGet());
        }
      };
    }
  }

  static class HasNoUsableId extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        private final VerifierDescriptor odd = describing("Tck Titled", "Checks.");

        @Override
        public VerifierDescriptor descriptor() {
          return odd;
        }
      };
    }
  }

  static class RejectsAll extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        @Override
        Verdict accepted() {
          return rejected();
        }
      };
    }
  }

  static class CannotTell extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        @Override
        Verdict rejected() {
          return new Verdict.Undecided(List.of(MISSING));
        }
      };
    }
  }

  static class RollsDice extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        Verdict accepted() {
          return new Verdict.Accepted(1 - 1.0 / calls.incrementAndGet() / 4, 0.5, List.of(FOUND));
        }
      };
    }
  }

  static class BearsOnlyOneCall extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        private final AtomicInteger inside = new AtomicInteger();

        @Override
        public Verdict verify(Claim claim, CallContext context) throws Exception {
          try {
            if (inside.incrementAndGet() > 1) {
              throw new IllegalStateException("One at a time.");
            }
            new CountDownLatch(1).await(50, java.util.concurrent.TimeUnit.MILLISECONDS);
            return super.verify(claim, context);
          } finally {
            inside.decrementAndGet();
          }
        }
      };
    }
  }

  static class AcceptsNothing extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        @Override
        public Verdict verify(Claim claim, CallContext context) throws Exception {
          return claim.inputs().isEmpty() ? accepted() : super.verify(claim, context);
        }
      };
    }
  }

  static class AcceptsRubbish extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        @Override
        public Verdict verify(Claim claim, CallContext context) throws Exception {
          try {
            return super.verify(claim, context);
          } catch (IllegalArgumentException e) {
            return accepted();
          }
        }
      };
    }
  }

  static class IgnoresCancellation extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        @Override
        public Verdict verify(Claim claim, CallContext context) throws Exception {
          if (context.cancelled() && !context.remaining().isZero()) {
            new CountDownLatch(1).await();
          }
          return super.verify(claim, context);
        }
      };
    }
  }

  static class IgnoresItsDeadline extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        @Override
        public Verdict verify(Claim claim, CallContext context) throws Exception {
          if (context.remaining().isZero()) {
            new CountDownLatch(1).await();
          }
          return super.verify(claim, context);
        }
      };
    }
  }

  static class ScoresOnTheWrongSide extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        @Override
        Verdict accepted() {
          return new Verdict.Accepted(0.2, 0.5, List.of(FOUND));
        }
      };
    }
  }

  static class FindsWithoutWords extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        @Override
        Verdict rejected() {
          return new Verdict.Rejected(0, 0.5, List.of(new Finding("No Title!", "")));
        }
      };
    }
  }

  static class BearsAGrudge extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        private volatile double score = 1;

        @Override
        Verdict accepted() {
          return new Verdict.Accepted(score, 0.5, List.of(FOUND));
        }

        @Override
        Verdict rejected() {
          score = 0.5 + (score - 0.5) / 2;
          return super.rejected();
        }
      };
    }
  }

  static class DeclaresOtherInputs extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        private final VerifierDescriptor other =
            new VerifierDescriptor(
                "tck.titled",
                "Checks.",
                Map.of("page", Vocabulary.mediaType(Report.class)),
                Duration.ofSeconds(20));

        @Override
        public VerifierDescriptor descriptor() {
          return other;
        }
      };
    }
  }

  static class LeavesStreamsOpen extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        @Override
        @SuppressWarnings("MustBeClosed")
        public Verdict verify(Claim claim, CallContext context) throws Exception {
          if (claim.input("report").isPresent()) {
            claim.input("report").get().open();
          }
          return super.verify(claim, context);
        }
      };
    }
  }

  static class LeavesAThread extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        private Thread clock;

        @Override
        public synchronized Verdict verify(Claim claim, CallContext context) throws Exception {
          if (clock == null) {
            clock = new Thread(() -> Idle.forEver(), "broken-verifier");
            clock.setDaemon(true);
            clock.start();
          }
          return super.verify(claim, context);
        }
      };
    }
  }

  static class WritesAFile extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        @Override
        public Verdict verify(Claim claim, CallContext context) throws Exception {
          Files.writeString(Path.of("target", "broken-verifier.txt"), "Here I was.");
          return super.verify(claim, context);
        }
      };
    }
  }

  /** Follows every rule that is required. */
  static class AcceptsWithoutEvidence extends On {
    @Override
    protected Verifier verifier() {
      return new Sound() {
        @Override
        Verdict accepted() {
          return new Verdict.Accepted(1, 0.5, List.of());
        }
      };
    }
  }
}
