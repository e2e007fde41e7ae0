package io.consilium.framework.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.host.Settings;
import io.consilium.framework.configuration.Configurations.Listed;
import io.consilium.framework.configuration.Configurations.State;
import io.consilium.framework.configuration.Configurations.Value;
import io.consilium.framework.modules.Configured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;

class LiveConfigurationsTest {
  @TempDir private Path directory;
  private Plant plant;

  @BeforeEach
  void start() throws Exception {
    plant = new Plant(directory);
  }

  @AfterEach
  void stop() throws Exception {
    plant.close();
  }

  private Path file() {
    return directory.resolve("config").resolve(Plant.PID + ".yaml");
  }

  private Listed set(String key, String... values) {
    return plant.configurations.change(Plant.PID, Map.of(key, List.of(values)), Set.of());
  }

  private Value shown(String key) {
    return plant.configurations.show(Plant.PID).values().stream()
        .filter(value -> value.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPluginGetsItsDefaultsAndNoRevisionIfNothingIsSet() throws Exception {
    Configured configured = plant.arrive().orElseThrow();

    assertThat(configured.settings().values())
        .containsEntry("most", 5)
        .containsEntry("mode", "fast")
        .containsEntry("loud", false);
    assertThat(configured.revision()).isEmpty();
    assertThat(plant.events).isEmpty();
    assertThat(plant.configurations.list()).extracting(Listed::state).containsExactly(State.UNSET);
  }

  @Test
  void whatIsSetBeforeAPluginComesIsOnRecordBeforeItIsMade() throws Exception {
    plant.write("most: 7\nwords: [a, b]\n");
    assertThat(plant.configurations.list()).extracting(Listed::state).containsExactly(State.ABSENT);

    Configured configured = plant.arrive().orElseThrow();

    assertThat(configured.settings().number("most", 0)).isEqualTo(7);
    assertThat(configured.settings().list("words")).hasToString("[a, b]");
    assertThat(plant.events)
        .containsExactly("test.plugin is " + configured.revision().orElseThrow().substring(0, 8));
  }

  @Test
  void aChangeIsWarmAndOnRecordBeforeItTakesOver() throws Exception {
    plant.arrive();
    plant.write("most: 7\n");

    String revision = plant.live.standing(Plant.PID).revision().orElseThrow();
    assertThat(plant.events)
        .containsExactly(
            "made",
            "registered",
            "test.plugin is " + revision.substring(0, 8),
            "takes over",
            "finished");
    assertThat(plant.made.get(0).settings().number("most", 0)).isEqualTo(7);
    Configuration admin = plant.admin().getConfiguration(Plant.PID, "?");
    assertThat(admin.getProperties().get("most")).isEqualTo(7);

    plant.events.clear();
    plant.write("# only a comment\nmost: 7\n");
    assertThat(plant.events).isEmpty();

    Files.delete(file());
    plant.live.look();
    plant.live.look();
    assertThat(plant.events).contains("takes over", "test.plugin is e3b0c442");
    assertThat(plant.made.get(1).revision()).isEmpty();
    assertThat(plant.admin().listConfigurations(null)).isNull();
  }

  @Test
  void aHalfWrittenFileDoesNotCount() throws Exception {
    plant.arrive();
    plant.write("most: 7\n");
    plant.events.clear();

    Files.writeString(file(), "most: 8\nmo");
    plant.live.look();
    Files.writeString(file(), "most: 8\nmode: sure\n");
    plant.live.look();

    assertThat(plant.events).isEmpty();
    assertThat(plant.problems()).isEmpty();
    plant.live.look();
    assertThat(plant.made.get(1).settings().text("mode", "")).isEqualTo("sure");
  }

  @Test
  void whatMayNotStandThereIsSaidAndTheConfigurationBeforeGoesOn() throws Exception {
    plant.arrive();
    plant.write("most: 7\n");
    plant.events.clear();

    plant.write("most: 70\nmode: slow\nmuch: 1\nloud: yes\nwords: x\ntoken: hush\n");

    String at = "config/test.plugin.yaml, line ";
    assertThat(plant.problems())
        .containsExactly(
            at
                + "1: \"most\" must be a whole number from 1 to 9 (70). Maybe leave it out: then it is"
                + " 5.",
            at
                + "2: \"mode\" must be one of (fast, sure) (slow). Maybe leave it out: then it is fast.",
            at
                + "3: \"much\" is no setting of test.plugin, which has (most, mode, words, loud,"
                + " token). Maybe one of these was meant.",
            at + "4: \"loud\" must be true or false (yes). Maybe leave it out: then it is false.",
            at
                + "6: \"token\" is a secret and stands here in plain text. Maybe write ${env:NAME} or"
                + " ${file:PATH}, and a new secret there: this one was readable.");
    assertThat(plant.events).isEmpty();
    assertThat(shown("most").value()).containsExactly("7");

    plant.write("most: 7\n");
    assertThat(plant.problems()).isEmpty();
    assertThat(plant.events).isEmpty();
  }

  @Test
  void aPluginThatRefusesItsSettingsLeavesThoseBeforeInPlace() throws Exception {
    plant.arrive();
    plant.refusal = "Nobody answers at that address.";
    plant.write("most: 7\n");

    assertThat(plant.problems())
        .containsExactly(
            "test.plugin 1.0.0 refuses these settings: Nobody answers at that address.");
    assertThat(plant.events).isEmpty();
  }

  @Test
  void policyIsAskedBeforeAnythingIsMade() throws Exception {
    plant.arrive();
    plant.denial = "not on a Sunday";
    plant.write("most: 7\n");

    assertThat(plant.problems().get(0))
        .contains("A policy rule forbids")
        .contains("not on a Sunday");
    assertThat(plant.events).containsExactly("PolicyEvaluated");
  }

  @Test
  void aPluginWithWrongSettingsWaitsForBetterOnes() throws Exception {
    plant.write("most: many\n");
    assertThat(plant.arrive()).isEmpty();
    assertThat(plant.configurations.list())
        .extracting(Listed::state)
        .containsExactly(State.REFUSED);

    plant.write("most: 3\n");
    assertThat(plant.problems()).isEmpty();
    assertThat(plant.made.get(0).settings().number("most", 0)).isEqualTo(3);
  }

  @Test
  void aPluginThatIsNotThereYetIsMadeAtTheNextLook() throws Exception {
    plant.write("most: many\n");
    plant.arrive();
    plant.absent = true;
    plant.write("most: 3\n");
    assertThat(plant.events).isEmpty();

    plant.absent = false;
    plant.live.look();
    assertThat(plant.events).contains("made", "takes over");
    assertThat(plant.problems()).isEmpty();
  }

  @Test
  void aVersionThatDoesNotTakeTheSettingsIsRefusedBesideOneThatDoes() throws Exception {
    plant.arrive();
    plant.write("most: 7\n");
    var next = plant.plugin(Plant.PID, "2.0.0", Plant.OTHER);

    assertThatThrownBy(() -> plant.live.of(next))
        .hasMessageContaining("does not fit this version")
        .hasMessageContaining("\"most\" is no setting of test.plugin, which has (least)");
  }

  @Test
  void aSecretIsInTheSettingsAndNowhereElse() throws Exception {
    plant.environment.put("TOKEN", "hush-5791");
    plant.arrive();
    plant.write("token: ${env:TOKEN}\n");

    Settings settings = plant.made.get(0).settings();
    assertThat(settings.secret("token").orElseThrow().reveal()).isEqualTo("hush-5791");
    assertThat(shown("token").value()).containsExactly("${env:TOKEN}");
    Configuration admin = plant.admin().getConfiguration(Plant.PID, "?");
    assertThat(admin.getProperties().get("token")).isEqualTo("${env:TOKEN}");
    assertThat(plant.events.toString() + plant.made + settings).doesNotContain("hush-5791");
  }

  @Test
  void aSecretThatChangesBehindItsReferenceMakesThePluginAnew() throws Exception {
    Path token = Files.writeString(directory.resolve("token"), "hush-5791");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    plant.arrive();
    plant.write("token: ${file:token}\n");
    String revision = plant.live.standing(Plant.PID).revision().orElseThrow();
    plant.events.clear();
    plant.live.look();
    assertThat(plant.events).isEmpty();

    Files.writeString(token, "other-secret");
    plant.live.look();
    assertThat(plant.events).isEmpty();
    plant.live.look();

    assertThat(plant.events)
        .contains("test.plugin is " + revision.substring(0, 8), "takes over", "finished");
    assertThat(plant.made.get(1).settings().secret("token").orElseThrow().reveal())
        .isEqualTo("other-secret");
    plant.events.clear();
    plant.live.look();
    assertThat(plant.events).isEmpty();
  }

  @Test
  void aRotatedSecretThatThePluginRefusesIsTriedAgainOnceItIsAnother() throws Exception {
    Path token = Files.writeString(directory.resolve("token"), "hush-5791");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    plant.arrive();
    plant.write("token: ${file:token}\n");
    plant.refusal = "Nobody answers to that token.";
    Files.writeString(token, "wrong-secret");
    plant.live.look();
    plant.live.look();
    assertThat(plant.problems()).hasSize(1);

    plant.refusal = "";
    plant.live.look();
    plant.live.look();
    assertThat(plant.made).hasSize(1);

    Files.writeString(token, "the-right-secret");
    plant.live.look();
    plant.live.look();
    assertThat(plant.problems()).isEmpty();
    assertThat(plant.made).hasSize(2);
  }

  @Test
  void aSecretThatStandsInTheHostsPropertiesIsNotShown() throws Exception {
    plant.properties.put("consilium.settings", "test.plugin.token");
    plant.properties.put("test.plugin.token", "hush-5791");

    assertThat(plant.arrive()).isEmpty();

    assertThat(shown("token").value()).containsExactly("********");
    assertThat(plant.configurations.list().toString()).doesNotContain("hush-5791");
  }

  @Test
  void whatIsNoFileHoldsNobodyUpAndTakesNothingAway() throws Exception {
    plant.arrive();
    plant.write("most: 7\n");
    plant.events.clear();
    Files.createDirectory(file().resolveSibling("other.plugin.yaml"));
    Files.delete(file());
    Files.createSymbolicLink(file(), directory.resolve("nowhere"));

    plant.live.look();
    plant.live.look();

    assertThat(plant.events).isEmpty();
    assertThat(shown("most").value()).containsExactly("7");
    assertThat(plant.configurations.list())
        .filteredOn(one -> one.state() == State.REFUSED)
        .extracting(Listed::pid)
        .containsExactly("other.plugin.yaml", "test.plugin.yaml");
  }

  @Test
  void whatBreaksWithAnErrorAsItComesInIsGivenUp() throws Exception {
    plant.arrive();
    plant.meanwhile =
        () -> {
          throw new NoClassDefFoundError("gone");
        };

    plant.write("most: 7\n");

    assertThat(plant.events).containsExactly("made", "registered", "given up");
    assertThat(plant.problems().get(0)).contains("cannot be brought in").contains("gone");
  }

  @Test
  void aFileThatSomebodyWritesWhileACommandIsAtWorkIsNotWrittenOver() throws Exception {
    plant.arrive();
    plant.write("most: 7\n");
    plant.meanwhile = () -> Files.writeString(file(), "most: 6\n");

    Listed refused = set("most", "8");
    plant.meanwhile = () -> null;
    plant.live.look();
    plant.live.look();

    assertThat(refused.problems().get(0)).contains("changed by somebody else");
    assertThat(file()).content().isEqualTo("most: 6\n");
    assertThat(shown("most").value()).containsExactly("6");
    assertThat(plant.problems()).isEmpty();
  }

  @Test
  void ofAPluginThatWentNothingIsLeftInConfigurationAdmin() throws Exception {
    plant.write("most: 7\n");
    plant.arrive();
    assertThat(plant.admin().listConfigurations(null)).hasSize(1);

    plant.context().getBundle(Plant.PID + "1.0.0").uninstall();
    plant.live.look();

    assertThat(plant.admin().listConfigurations(null)).isNull();
    assertThat(plant.configurations.list()).extracting(Listed::state).containsExactly(State.ABSENT);
    assertThat(plant.arrive().orElseThrow().settings().number("most", 0)).isEqualTo(7);
  }

  @Test
  void whatWasBeforeGoesThoughNobodyKnowsWhetherItIsIdle() throws Exception {
    plant.arrive();
    plant.engine =
        () -> {
          if (plant.events.contains("takes over")) {
            throw new IllegalStateException("The engine has just stopped.");
          }
          return null;
        };

    plant.write("most: 7\n");

    assertThat(plant.events).endsWith("takes over", "finished");
    assertThat(plant.problems()).isEmpty();
  }

  @Test
  void aSecretThatComesLaterIsTaken() throws Exception {
    plant.arrive();
    plant.write("token: ${env:TOKEN}\n");
    assertThat(plant.problems().get(0)).contains("the host's environment has no TOKEN");

    plant.environment.put("TOKEN", "hush-5791");
    plant.live.look();

    assertThat(plant.problems()).isEmpty();
    assertThat(plant.made).hasSize(1);
  }

  @Test
  void aCommandChangesTheFileOnlyIfTheChangeHolds() throws Exception {
    plant.arrive();
    Listed good = set("most", "8");
    assertThat(good.state()).isEqualTo(State.APPLIED);
    assertThat(file()).content().isEqualTo("most: 8\n");
    assertThat(shown("most").from()).isEqualTo("config/test.plugin.yaml");

    Listed bad = set("most", "80");
    assertThat(bad.state()).isEqualTo(State.REFUSED);
    assertThat(bad.problems().get(0)).contains("(80)");
    assertThat(file()).content().isEqualTo("most: 8\n");
    assertThat(file().getParent().toFile().list()).hasSize(1);

    plant.events.clear();
    plant.live.look();
    assertThat(plant.events).isEmpty();
    assertThat(set("words", "a", "b").state()).isEqualTo(State.APPLIED);
    assertThat(plant.configurations.change(Plant.PID, Map.of(), Set.of("most", "words")).state())
        .isEqualTo(State.UNSET);
  }

  @Test
  void whatIsPartOfTheHostOrNotThereHasNoConfiguration() throws Exception {
    assertThatThrownBy(() -> plant.configurations.show("consilium"))
        .hasMessageContaining("is part of the host");
    assertThatThrownBy(
            () ->
                plant.configurations.change(
                    "org.apache.felix.configadmin", Map.of("a", List.of("b")), Set.of()))
        .hasMessageContaining("is part of the host");
    assertThatThrownBy(() -> plant.configurations.show("no.such"))
        .hasMessageContaining("No plugin of that name runs (no.such)");
    assertThatThrownBy(() -> plant.configurations.show("../x")).hasMessageContaining("(../x)");
  }

  @Test
  void aPluginThatSaysNothingGetsWhatIsWritten() throws Exception {
    plant.properties.put("consilium.settings", "quiet.plugin.a,other.b");
    plant.properties.put("quiet.plugin.a", "1");
    Configured configured = plant.live.of(plant.plugin("quiet.plugin", "1.0.0", "")).orElseThrow();

    assertThat(configured.settings().values()).isEqualTo(Map.of("a", "1"));
    assertThat(configured.revision()).isPresent();
  }

  @Test
  void aFileThatIsNotReadIsSaid() throws Exception {
    plant.write("most: 1\n");
    Files.writeString(file().resolveSibling("test.plugin.yml"), "most: 2\n");
    Files.writeString(file().resolveSibling("notes.txt"), "x");
    plant.live.look();

    assertThat(plant.configurations.list())
        .filteredOn(one -> one.state() == State.REFUSED)
        .extracting(Listed::pid)
        .containsExactly("test.plugin.yml");
  }

  @Test
  void aFileIsCheckedWithoutBeingApplied() throws Exception {
    plant.arrive();
    Path elsewhere = Files.writeString(directory.resolve("test.plugin.yaml"), "most: 0\n");

    assertThat(plant.configurations.check(elsewhere).get(0)).contains("(0)");
    Files.writeString(elsewhere, "most: 1\n");
    assertThat(plant.configurations.check(elsewhere)).isEmpty();
    assertThat(plant.events).isEmpty();
  }

  @Test
  @Timeout(30)
  void aModuleThatHangsHoldsUpNoOtherPlugin() throws Exception {
    plant.arrive();
    plant.live.of(plant.plugin("other.plugin", "1.0.0", ""));
    plant.hangs = new CompletableFuture<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    plant.threads = threads;

    plant.write("most: 7\n");
    Listed other = plant.configurations.change("other.plugin", Map.of("a", List.of("b")), Set.of());
    Listed same = set("most", "8");

    assertThat(other.state()).isEqualTo(State.APPLIED);
    assertThat(same.problems().get(0)).startsWith("Another change of test.plugin is still being");
    assertThat(plant.live.standing(Plant.PID).revision()).isEmpty();

    plant.hangs.complete(null);
    while (plant.live.standing(Plant.PID).revision().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(file()).content().isEqualTo("most: 7\n");
    threads.shutdown();
  }

  @Test
  @Timeout(30)
  void aModuleThatHangsIsNotWaitedForAndWhatItMakesInTheEndIsGivenUp() throws Exception {
    plant.close();
    plant = new Plant(directory.resolve("hasty"), Duration.ZERO);
    plant.arrive();
    plant.hangs = new CompletableFuture<>();
    plant.threads =
        task -> {
          new Thread(task).start();
          plant.asked.join();
        };

    Listed refused = set("most", "7");

    assertThat(refused.state()).isEqualTo(State.REFUSED);
    assertThat(refused.problems().get(0)).startsWith("test.plugin 1.0.0 was not made");
    assertThat(directory.resolve("hasty/config/test.plugin.yaml")).doesNotExist();
    plant.hangs.complete(null);
    while (!plant.events.contains("given up")) {
      Thread.onSpinWait();
    }
    assertThat(plant.events).doesNotContain("registered");
  }
}
