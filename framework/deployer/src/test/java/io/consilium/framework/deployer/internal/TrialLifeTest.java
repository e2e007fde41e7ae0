package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.framework.deployer.Deployer.Turn;
import io.consilium.framework.deployer.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions side by side, promoted, rolled back, by rule, by command and by file. */
class TrialLifeTest {
  private static final String NAME = "a.plugin";
  private static final Optional<String> BEFORE = Optional.empty();

  @TempDir Path directory;
  private FakeHouse house;

  @BeforeEach
  void oneVersionServes() throws Exception {
    house = FakeHouse.at(directory);
    house.drop("a-1.jar", NAME, "1.0.0");
    house.look();
  }

  private void tryOut(String mode, String... more) throws Exception {
    List<String> lines = new java.util.ArrayList<>(List.of("candidate = 2.0.0", mode));
    lines.addAll(List.of(more));
    house.plan(NAME, lines.toArray(String[]::new));
    house.drop("a-2.jar", NAME, "2.0.0");
    house.look();
  }

  private static byte[] jar(String version) throws IOException {
    return FakeHouse.jar(NAME, version);
  }

  /** As after a crash: nothing is known but what stands in files. */
  private void restart() throws IOException {
    house = FakeHouse.at(directory);
    house.look().look();
  }

  @Test
  void aCanaryRunsBesideTheOneThatServes() throws Exception {
    tryOut("mode = canary", "share = 10%");

    assertThat(house.running())
        .containsExactly("a.plugin 1.0.0 primary", "a.plugin 2.0.0 canary 0.1");
    assertThat(house.states()).containsExactly("1.0.0 ACTIVE PRIMARY", "2.0.0 ACTIVE CANARY");
    assertThat(house.records)
        .endsWith("INSTALLED a.plugin 2.0.0 dropped", "TRIED a.plugin 2.0.0 canary 0.10");
  }

  @Test
  void anotherShareHoldsFromTheNextLookOn() throws Exception {
    tryOut("mode = canary", "share = 10%");

    house.plan(NAME, "candidate = 2.0.0", "mode = canary", "share = 0.5");
    house.look();

    assertThat(house.running())
        .containsExactly("a.plugin 1.0.0 primary", "a.plugin 2.0.0 canary 0.5");
    assertThat(house.records).endsWith("TRIED a.plugin 2.0.0 canary 0.50");
  }

  @Test
  void aMistakeInTheFileChangesNothingAndIsSaid() throws Exception {
    tryOut("mode = canary", "share = 10%");
    List<String> before = house.running();

    house.plan(NAME, "candidate = 2.0.0", "mode = canary", "share = lots");
    house.look().look();

    assertThat(house.running()).isEqualTo(before);
    assertThat(house.deployer().plugins())
        .anySatisfy(
            plugin -> {
              assertThat(plugin.file()).hasFileName("a.plugin.rollout");
              assertThat(plugin.message()).contains("Line 3: the share");
            });
    restart();
    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
  }

  @Test
  void aTrialGoesOnAfterARestart() throws Exception {
    tryOut("mode = shadow");

    restart();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary", "a.plugin 2.0.0 shadow");
  }

  @Test
  void aGateIsNotTriedBesideAnother() throws Exception {
    house.kind = "gate";
    tryOut("mode = shadow");
    house.look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.records).endsWith("REFUSED a.plugin 2.0.0 no-trial");
  }

  @Test
  void aGoodCandidateTakesOverByRule() throws Exception {
    tryOut("mode = canary", "share = 10%");
    house.judged(jar("1.0.0"), 90, 10, 0);
    house.judged(jar("2.0.0"), 48, 2, 0);

    house.look().look();

    assertThat(house.running()).containsExactly("a.plugin 2.0.0 primary");
    assertThat(house.files()).containsExactly("a-1.jar", "a-2.jar");
    assertThat(house.records)
        .endsWith("PROMOTED a.plugin 2.0.0 accepted 48 of 50", "REPLACED a.plugin 2.0.0 promoted");
    restart();
    assertThat(house.running()).containsExactly("a.plugin 2.0.0 primary");
  }

  @Test
  void aBadCandidateIsGivenUpByRuleAndStaysAway() throws Exception {
    tryOut("mode = shadow");
    house.judged(jar("1.0.0"), 90, 10, 0);
    house.judged(jar("2.0.0"), 2, 18, 0);

    house.look().look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.files()).containsExactly("a-1.jar", "a-2.jar.rolled-back");
    assertThat(house.records)
        .endsWith(
            "ROLLED_BACK a.plugin 1.0.0 accepted 2 of 20", "REMOVED a.plugin 2.0.0 trial-ended");
    restart();
    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
  }

  @Test
  void aPersonPromotes() throws Exception {
    tryOut("mode = canary", "share = 10%");

    Turn turn = house.deployer().promote(NAME);
    house.look();

    assertThat(turn.version()).isEqualTo("2.0.0");
    assertThat(house.running()).containsExactly("a.plugin 2.0.0 primary");
    assertThat(house.records).contains("PROMOTED a.plugin 2.0.0 asked");
    assertThatThrownBy(() -> house.deployer().promote(NAME))
        .hasMessageContaining("No version of a.plugin is tried")
        .hasMessageContaining("./consilium plugin inspect a.plugin");
  }

  @Test
  void aLowerVersionThatIsPromotedIsNotUndone() throws Exception {
    house.plan(NAME, "candidate = 0.9.0", "mode = shadow");
    house.drop("a-0.jar", NAME, "0.9.0");
    house.look();
    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary", "a.plugin 0.9.0 shadow");

    house.deployer().promote(NAME);
    house.look();

    assertThat(house.running()).containsExactly("a.plugin 0.9.0 primary");
    assertThat(house.files()).containsExactly("a-0.jar", "a-1.jar.rolled-back");
  }

  @Test
  void deletingTheFileIsPromotingByHand() throws Exception {
    tryOut("mode = shadow");

    Files.delete(house.plugins.resolve("a.plugin.rollout"));
    house.look().look();

    assertThat(house.running()).containsExactly("a.plugin 2.0.0 primary");
  }

  @Test
  void whatAnEditorPutsInPlaceOfItselfEndsNoTrial() throws Exception {
    tryOut("mode = canary", "share = 10%");
    for (String missed : List.of("a.plugin.rollout", "a-1.jar", "a-2.jar")) {
      Path file = house.plugins.resolve(missed);
      Path aside = Files.move(file, house.plugins.resolve("aside"));
      house.look();
      Files.move(aside, file);
      house.look();
    }

    assertThat(house.running())
        .containsExactly("a.plugin 1.0.0 primary", "a.plugin 2.0.0 canary 0.1");
    assertThat(house.records).endsWith("TRIED a.plugin 2.0.0 canary 0.10");
  }

  @Test
  void aVerifierIsTriedAsACanaryAndNotAsAShadow() throws Exception {
    house.kind = "verifier";
    tryOut("mode = shadow");
    house.look();
    assertThat(house.records).endsWith("REFUSED a.plugin 2.0.0 no-trial");
    assertThat(house.deployer().plugins())
        .anySatisfy(one -> assertThat(one.message()).contains("Maybe try it with --canary."));

    house.plan(NAME, "candidate = 2.0.0", "mode = canary", "share = 10%");
    house.look();
    assertThat(house.running())
        .containsExactly("a.plugin 1.0.0 primary", "a.plugin 2.0.0 canary 0.1");

    house.plan(NAME, "candidate = 2.0.0", "mode = shadow");
    house.look().look();
    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.records)
        .endsWith("REMOVED a.plugin 2.0.0 trial-ended", "REFUSED a.plugin 2.0.0 no-trial");
  }

  @Test
  void whoIsRolledBackWhileItIsMadeReadyNeverServes() throws Exception {
    house.onWarm = () -> house.deployer().rollBack(NAME, BEFORE);
    house.drop("a-2.jar", NAME, "2.0.0");
    house.look();
    house.onWarm = () -> {};
    house.look().look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.files()).containsExactly("a-1.jar", "a-2.jar.rolled-back");
    assertThat(house.records)
        .noneMatch(record -> record.startsWith("REPLACED"))
        .endsWith("ROLLED_BACK a.plugin 1.0.0 asked", "REMOVED a.plugin 2.0.0 rolled-back");
  }

  @Test
  void nobodyWaitsForTheEnginesMemory() throws Exception {
    tryOut("mode = canary", "share = 10%");
    house.judged(jar("1.0.0"), 90, 10, 0);
    house.judged(jar("2.0.0"), 48, 2, 0);

    house.look().look();

    assertThat(house.running()).containsExactly("a.plugin 2.0.0 primary");
    assertThat(house.waitedFor).isFalse();
  }

  @Test
  void whatWasReplacedInPlaceComesBackFromTheStore() throws Exception {
    house.drop("a-1.jar", NAME, "2.0.0");
    house.look();

    Turn turn = house.deployer().rollBack(NAME, BEFORE);
    house.look();

    assertThat(turn.version()).isEqualTo("1.0.0");
    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.files()).containsExactly("a-1.jar.rolled-back", "a.plugin-1.0.0.jar");
    assertThat(house.records)
        .endsWith(
            "ROLLED_BACK a.plugin 1.0.0 asked",
            "INSTALLED a.plugin 1.0.0 dropped",
            "REPLACED a.plugin 1.0.0 rolled-back");
    restart();
    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
  }

  @Test
  void aSecondRollbackGoesFurtherBackAndNotForthAgain() throws Exception {
    house.drop("a-2.jar", NAME, "2.0.0");
    house.look();
    house.drop("a-3.jar", NAME, "3.0.0");
    house.look();

    assertThat(house.deployer().rollBack(NAME, BEFORE).version()).isEqualTo("2.0.0");
    house.look();
    assertThat(house.deployer().rollBack(NAME, BEFORE).version()).isEqualTo("1.0.0");
    house.look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThatThrownBy(() -> house.deployer().rollBack(NAME, BEFORE))
        .hasMessageContaining("No version of a.plugin served before this one");
    assertThat(house.deployer().rollBack(NAME, Optional.of("3.0.0")).version()).isEqualTo("3.0.0");
    house.look();
    assertThat(house.running()).containsExactly("a.plugin 3.0.0 primary");
    assertThatThrownBy(() -> house.deployer().rollBack(NAME, Optional.of("7")))
        .hasMessageContaining("7 of a.plugin has never served here (known: 1.0.0, 2.0.0, 3.0.0)");
  }

  @Test
  void aRollbackToAThirdVersionEndsTheTrialToo() throws Exception {
    house.drop("a-2.jar", NAME, "2.0.0");
    house.look();
    house.plan(NAME, "candidate = 3.0.0", "mode = shadow");
    house.drop("a-3.jar", NAME, "3.0.0");
    house.look();

    assertThat(house.deployer().rollBack(NAME, Optional.of("1.0.0")).version()).isEqualTo("1.0.0");
    house.look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.files())
        .containsExactly("a-1.jar", "a-2.jar.rolled-back", "a-3.jar.rolled-back");
    assertThat(house.deployer().plugins()).hasSize(1);
  }

  @Test
  void aRollbackThatDiesOnTheWayLeavesWholeVersions() throws Exception {
    house.drop("a-2.jar", NAME, "2.0.0");
    house.look();
    // The bytes are back, and the newer jar is not aside yet.
    FakeHouse.put(house.plugins.resolve("a.plugin-1.0.0.jar"), jar("1.0.0"));
    restart();
    assertThat(house.running()).containsExactly("a.plugin 2.0.0 primary");

    house.deployer().rollBack(NAME, BEFORE);
    house.look();
    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
  }

  @Test
  void aShippedVersionComesBackInFrontOfANewerOne() throws Exception {
    Files.delete(house.plugins.resolve("a-1.jar"));
    FakeHouse.put(house.home.resolve("plugins/a.jar"), jar("1.0.0"));
    house.look();
    house.drop("a-2.jar", NAME, "2.0.0");
    house.look();

    house.deployer().rollBack(NAME, BEFORE);
    house.look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.files()).contains("a-2.jar.rolled-back");
  }

  @Test
  void aRefusedVersionIsRolledBackToTheOneThatServes() throws Exception {
    house.broken.add("a.plugin 2.0.0");
    house.drop("a-1.jar", NAME, "2.0.0");
    house.look();

    house.deployer().rollBack(NAME, BEFORE);
    house.look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.states()).containsExactly("1.0.0 ACTIVE PRIMARY");
  }

  @Test
  void whoIsThereAlreadyIsNotCopiedAndWhoLosesAnywayIsLeftAlone() throws Exception {
    house.drop("a-2.jar", NAME, "2.0.0");
    house.look();
    house.broken.add("a.plugin 3.0.0");
    house.drop("a-3.jar", NAME, "3.0.0");
    house.look();

    house.deployer().rollBack(NAME, BEFORE);
    house.look();

    assertThat(house.files()).containsExactly("a-1.jar", "a-2.jar", "a-3.jar.rolled-back");
    assertThat(house.running()).containsExactly("a.plugin 2.0.0 primary");
  }

  @Test
  void aStrangersNameIsNoPath() throws Exception {
    house.drop("b.jar", "../../b", "1.0.0");
    house.look();

    try (var files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile).map(one -> one.getFileName().toString()))
          .contains("..%2F..%2Fb.served")
          .doesNotContain("b.served");
    }
  }

  @Test
  void anInspectionTellsVersionsAndHowTheyCompare() throws Exception {
    tryOut("mode = canary", "share = 10%");
    house.judged(jar("1.0.0"), 90, 10, 0);
    house.judged(jar("2.0.0"), 10, 0, 1);

    Inspection inspection = house.deployer().inspect(NAME).orElseThrow();

    assertThat(inspection.versions())
        .extracting(one -> one.version() + " " + one.role() + " " + one.stored())
        .containsExactly("1.0.0 PRIMARY true", "2.0.0 CANARY true");
    Inspection.Trial trial = inspection.trial().orElseThrow();
    assertThat(trial.candidate().accepted()).isEqualTo(10);
    assertThat(trial.candidate().lower()).isBetween(0.72, 0.73);
    assertThat(trial.waits()).isEqualTo("10 of 50 verdicts on the candidate");
    assertThat(house.deployer().inspect("nobody")).isEmpty();
  }

  @Test
  void whoWasRefusedDoesNotTakeTheVersionBeforeDownAtTheNextStart() throws Exception {
    house.broken.add("a.plugin 2.0.0");
    house.drop("a-2.jar", NAME, "2.0.0");
    house.look().look();
    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");

    house = FakeHouse.at(directory);
    house.broken.add("a.plugin 2.0.0");
    house.look().look().look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.states()).containsExactly("1.0.0 ACTIVE PRIMARY", "2.0.0 REFUSED NONE");
    assertThat(house.records).containsOnlyOnce("REFUSED a.plugin 2.0.0 not-started");
    assertThat(house.deployer().settled().toCompletableFuture()).isDone();
  }

  @Test
  void aTrialThatCannotBeReadHoldsUpNobody() throws Exception {
    house.plan("another", "x".repeat(1 << 17));
    house.drop("a-2.jar", NAME, "2.0.0");
    house.look();

    assertThat(house.running()).containsExactly("a.plugin 2.0.0 primary");
    assertThat(house.deployer().plugins())
        .anyMatch(
            one -> one.message().contains("cannot be read (java.io.IOException: it is larger"));
  }

  @Test
  void aNameThatBeginsWithADotHidesNoFile() throws Exception {
    house.plan(".odd/../name", "candidate = 2.0.0", "mode = shadow");
    house.drop("odd-1.jar", ".odd/../name", "1.0.0");
    house.drop("odd-2.jar", ".odd/../name", "2.0.0");
    house.look();

    assertThat(house.running())
        .containsExactly(
            "a.plugin 1.0.0 primary", ".odd/../name 1.0.0 primary", ".odd/../name 2.0.0 shadow");
    assertThat(house.files()).contains("%2Eodd%2F..%2Fname.rollout");
  }

  @Test
  void aRollbackToTheVersionThatIsTriedChangesNothing() throws Exception {
    house.drop("a-3.jar", NAME, "3.0.0");
    house.look();
    tryOut("mode = canary", "share = 10%");
    List<String> files = house.files();

    assertThatThrownBy(() -> house.deployer().rollBack(NAME, Optional.of("2.0.0")))
        .hasMessageContaining("is the one that is tried")
        .hasMessageContaining("plugin promote a.plugin");
    assertThat(house.files()).isEqualTo(files);
  }

  @Test
  void aCandidateThatShipsIsGivenUpForGood() throws Exception {
    Files.delete(house.plugins.resolve("a-1.jar"));
    FakeHouse.put(house.home.resolve("plugins/a-1.jar"), jar("1.0.0"));
    FakeHouse.put(house.home.resolve("plugins/a-2.jar"), jar("2.0.0"));
    house.plan(NAME, "candidate = 2.0.0", "mode = shadow");
    house.look();
    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary", "a.plugin 2.0.0 shadow");

    house.deployer().rollBack(NAME, BEFORE);
    house.look().look();

    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
    assertThat(house.files()).containsExactly("a.plugin-1.0.0.jar");
  }

  @Test
  void whoseFileWasOverwrittenByOneThatIsRefusedComesBackByARollback() throws Exception {
    house.drop("a-1.jar", NAME, "2.0.0");
    house = FakeHouse.at(directory);
    house.broken.add("a.plugin 2.0.0");
    house.look().look();
    assertThat(house.running()).isEmpty();

    Turn turn = house.deployer().rollBack(NAME, BEFORE);
    house.look();

    assertThat(turn.version()).isEqualTo("1.0.0");
    assertThat(house.running()).containsExactly("a.plugin 1.0.0 primary");
  }
}
