package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Entry;
import io.consilium.api.task.Answer;
import io.consilium.distribution.tests.plugin.ExpertSettings;
import io.consilium.distribution.tests.plugin.SettingsExpert;
import io.consilium.distribution.tests.plugin.SettingsModule;
import io.consilium.framework.configuration.Configurations;
import io.consilium.framework.configuration.Configurations.State;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.TaskOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** A plugin gets other settings while it works. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ConfigurationIT {
  @Inject private BundleContext context;
  @Inject private Engine engine;
  @Inject private Deployer deployer;
  @Inject private Configurations configurations;
  @Inject private ConfigurationAdmin admin;

  @Configuration
  public Option[] container() throws Exception {
    return Distribution.container();
  }

  static byte[] plugin() throws Exception {
    byte[] jar =
        PluginJar.of(
            ExpertSettings.PID,
            "1.0.0",
            "",
            SettingsModule.class,
            SettingsExpert.class,
            ExpertSettings.class);
    return PluginJar.with(jar, "OSGI-INF/metatype/settings.xml", ExpertSettings.METATYPE);
  }

  private State set(String word) {
    List<String> words = List.of(word);
    return configurations
        .change(ExpertSettings.PID, Map.of("greeting", words, "farewell", words), Set.of())
        .state();
  }

  @Test
  public void settingsChangeUnderConstantLoadWithoutALostCallOrAHalfChange() throws Exception {
    Guests guests = new Guests(context, engine, deployer);
    guests.install(ExpertSettings.PID, "1.0.0", ExpertSettings.PID, plugin());
    try (Load load = new Load(() -> guests.run(Pipelines.once(ExpertSettings.PID), "hello"))) {
      for (String word : List.of("one", "two", "three")) {
        load.awaitMore(4);
        assertThat(set(word)).isEqualTo(State.APPLIED);
        load.awaitMore(4);
        assertThat(Guests.text(load.last())).isEqualTo(word + "/" + word + "/0");
      }
      assertThat(set("x".repeat(21))).isEqualTo(State.REFUSED);
      assertThat(set("refuse")).isEqualTo(State.REFUSED);
      load.awaitMore(4);

      assertThat(Guests.text(load.last())).startsWith("three/");
      assertThat(load.outcomes())
          .allSatisfy(
              one -> {
                assertThat(one.answer()).isInstanceOf(Answer.Answered.class);
                String[] said = Guests.text(one).split("/");
                assertThat(said[0]).isEqualTo(said[1]);
              });
      assertThat(code(load.last()).configuration())
          .hasValue(configurations.show(ExpertSettings.PID).head().revision());
      assertThat(code(load.outcomes().get(0)).configuration()).isEqualTo(Optional.empty());
    }
    assertThat(admin.getConfiguration(ExpertSettings.PID, "?").getProperties().get("greeting"))
        .isEqualTo("three");
    Await.until(
        () -> guests.bundles(ExpertSettings.PID).get(0).getRegisteredServices().length == 1);
  }

  private static Code code(TaskOutcome outcome) {
    return outcome.entries().stream()
        .map(Entry::record)
        .filter(record -> record.body() instanceof Body.ExpertReturned)
        .flatMap(record -> record.code().stream())
        .findFirst()
        .orElseThrow();
  }
}
