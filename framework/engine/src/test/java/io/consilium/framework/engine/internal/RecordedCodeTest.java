package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Code;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.engine.CodeArchive;
import io.consilium.framework.engine.Replay.Loaded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of several bundles of the same bytes a replay asks. */
class RecordedCodeTest {
  private static final Code CODE =
      new Code("judge", "a.judge", "1.0.0", "ab".repeat(32), Optional.empty(), Map.of());
  private static final long LIVE = 10;
  private static final long MINE = 20;

  private final Plugins plugins = new Plugins();
  private final List<String> done = new ArrayList<>();

  private record Of(long osgiBundle) implements Lease<Verifier> {
    @Override
    public Verifier acquire() {
      return null;
    }

    @Override
    public void release() {}
  }

  /** Brings in a guest that gets no work. */
  private final class Recalling implements CodeArchive {
    @Override
    public Optional<String> signer(String digest) {
      return Optional.empty();
    }

    @Override
    public Recalled recall(Code code) {
      done.add("recalled");
      add(MINE, true);
      return new Recalled() {
        @Override
        public long osgiBundle() {
          return MINE;
        }

        @Override
        public void close() {
          done.add("closed");
        }
      };
    }

    @Override
    public boolean recalled(long osgiBundle) {
      return osgiBundle == MINE;
    }
  }

  private Guest<Verifier> add(long bundle, boolean retired) {
    return add(bundle, retired, CODE);
  }

  private Guest<Verifier> add(long bundle, boolean retired, Code of) {
    Guest<Verifier> guest =
        new Guest<>(
            Kind.VERIFIER,
            "judge",
            "nothing",
            1,
            Guest.Stage.READY,
            of,
            new Of(bundle),
            new Circuit(Limits.DEFAULT.breaker(), System::nanoTime, change -> {}));
    if (retired) {
      guest.play(Part.RETIRED);
    }
    plugins.add(guest);
    return guest;
  }

  private RecordedCode replay() {
    return new RecordedCode(plugins, Recalling::new);
  }

  private static long asked(RecordedCode code) throws Unrepeatable {
    return code.guest(Kind.VERIFIERS, "judge", CODE).lease().osgiBundle();
  }

  @Test
  void codeAtWorkIsAskedWhereItRuns() throws Exception {
    add(LIVE, false);
    try (RecordedCode code = replay()) {
      assertThat(asked(code)).isEqualTo(LIVE);
      assertThat(code.loaded()).extracting(Loaded::from).containsExactly("running");
    }
    assertThat(done).isEmpty();
  }

  @Test
  void codeThatIsBeingTakenOutOrThatAnotherReplayRecalledIsRecalled() throws Exception {
    add(LIVE, true);
    try (RecordedCode code = replay()) {
      assertThat(asked(code)).isEqualTo(MINE);
      assertThat(code.loaded()).extracting(Loaded::from).containsExactly("store");
    }
    assertThat(done).containsExactly("recalled", "closed");
  }

  @Test
  void codeWithOtherSettingsThanOnRecordIsNotAsked() {
    String revision = "cd".repeat(32);
    add(
        LIVE,
        false,
        new Code(
            "judge",
            "a.judge",
            "1.0.0",
            CODE.digest(),
            Optional.empty(),
            Map.of(),
            Optional.of(revision)));
    try (RecordedCode code = replay()) {
      assertThatThrownBy(() -> asked(code))
          .isInstanceOf(Unrepeatable.class)
          .hasMessageContaining("The settings of a.judge are others now")
          .hasMessageContaining(revision);
    }
  }

  @Test
  void whomAReplayAskedFirstItAsksToTheEnd() throws Exception {
    try (RecordedCode code = replay()) {
      assertThat(asked(code)).isEqualTo(MINE);
      add(LIVE, false);

      assertThat(asked(code)).isEqualTo(MINE);
      assertThat(done).containsExactly("recalled");
    }
  }
}
