package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.distribution.tests.Consilium.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** An operator's day with one plugin, as typed, a kill of the host included. */
class PluginCommandsIT {
  private static final String NAME = "test.version";

  private final Serving serving;

  PluginCommandsIT() throws Exception {
    serving = new Serving();
  }

  private String jar(String version, String imports) throws Exception {
    Path jar = serving.directory().resolve("v-" + version + ".jar");
    return Files.write(jar, PluginJar.of(NAME, version, imports)).toString();
  }

  private String who() throws Exception {
    for (JsonNode one : serving.ask("plugins").path("jars")) {
      if (one.path("role").asText().equals("primary")) {
        return one.path("version").asText();
      }
    }
    return "nobody";
  }

  @Test
  void versionsComeAndGoByCommandAndStayAcrossAKill() throws Exception {
    serving.start();
    Ended first = serving.run(0, "plugin", "install", jar("1.0.0", ""));
    assertThat(first.err()).contains("active as primary");
    serving.run(0, "plugin", "update", jar("1.1.0", ""));
    Ended refused = serving.run(65, "plugin", "install", jar("1.2.0", ",com.nobody.has"));
    assertThat(refused.err()).contains("com.nobody.has");
    assertThat(who()).isEqualTo("1.1.0");
    Files.delete(serving.work().resolve("plugins/v-1.2.0.jar"));

    Ended back = serving.run(0, "plugin", "rollback", NAME, "--json");
    assertThat(Serving.json(back.out()).path("version").asText()).isEqualTo("1.0.0");
    Ended tried = serving.run(65, "plugin", "install", jar("1.2.5", ",com.nobody.has"), "--shadow");
    assertThat(tried.err()).contains("com.nobody.has", "taken out again, with its trial");
    serving.run(0, "plugin", "install", jar("1.3.0", ""), "--canary", "25%");
    serving.kill();
    serving.start();

    JsonNode plugin = Serving.json(serving.run(0, "plugin", "inspect", NAME, "--json").out());
    assertThat(plugin.path("versions").findValuesAsText("role")).contains("primary", "canary");
    assertThat(plugin.path("trial").path("waits").asText()).contains("of 50 verdicts");
    assertThat(plugin.path("history").findValuesAsText("words"))
        .anyMatch(words -> words.contains("1.0.0 rolled back"))
        .anyMatch(words -> words.contains("1.3.0 tried: canary 0.25"));
    assertThat(who()).isEqualTo("1.0.0");
    serving.run(0, "plugin", "promote", NAME);
    assertThat(who()).isEqualTo("1.3.0");
    serving.stop();
  }
}
