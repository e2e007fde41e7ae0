package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.plugin.ExpertSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings and a secret, as an operator gives them by file and by command. */
class ConfigCommandIT {
  private static final String PID = ExpertSettings.PID;
  private static final String SECRET = "hush-5791-hush";

  private final StringBuilder said = new StringBuilder();
  private Serving serving;
  private Path token;
  private Path config;

  @BeforeEach
  void serve() throws Exception {
    serving = new Serving();
    token = Files.writeString(serving.directory().resolve("token"), SECRET + "\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    config = Files.createDirectory(serving.work().resolve("config")).resolve(PID + ".yaml");
    Files.writeString(config, "# by hand\ntoken: ${file:" + token + "}\n");
    Files.writeString(config.resolveSibling("test.gone.yaml"), "a: b\n");
    PluginJar.drop(serving.work().resolve("plugins"), PID, ConfigurationIT.plugin());
    serving.consilium().file("settings.yaml", Pipelines.once(PID));
    serving.consilium().file("in.txt", "hello");
    serving.start();
  }

  @AfterEach
  void end() throws Exception {
    serving.kill();
  }

  private String run(int code, String... arguments) throws Exception {
    Ended ended = serving.run(code, arguments);
    said.append(ended.out()).append(ended.err());
    return ended.out() + ended.err();
  }

  @Test
  void settingsAreChangedCheckedAndRecordedAndASecretIsShownToNobody() throws Exception {
    assertThat(run(0, "config", "set", PID, "greeting=ahoy")).contains("applied");
    assertThat(config)
        .content()
        .isEqualTo("# by hand\ntoken: ${file:" + token + "}\ngreeting: ahoy\n");
    JsonNode report =
        Serving.json(serving.run(0, "run", "./settings.yaml", "in.txt", "--json").out());
    assertThat(report.path("answer").path("outputs").path("text").asText())
        .isEqualTo("ahoy/hello/" + SECRET.length());

    assertThat(run(0, "config", "check"))
        .contains("Not checked: test.gone, of which no plugin runs")
        .contains("Sound, but for 1 not checked.");
    Path tried = serving.consilium().file("tried.yaml", "greeting: " + "x".repeat(21) + "\n");
    Path jar = Files.write(serving.directory().resolve("tried.jar"), ConfigurationIT.plugin());
    assertThat(run(65, "plugin", "check", jar.toString(), "--configuration", tried.toString()))
        .contains("✗ settings   config/test.settings.yaml, line 1: \"greeting\" must be a text");

    assertThat(run(65, "config", "set", PID, "greeting=" + "x".repeat(21)))
        .contains("line 3: \"greeting\" must be a text of at most 20 characters");
    assertThat(run(65, "config", "set", PID, "greeting=refuse"))
        .contains("test.settings 1.0.0 refuses these settings: Not even with ********.");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(run(65, "config", "set", PID, "farewell=bye"))
        .contains("every user can read or write " + token);

    Files.writeString(config, "greeting: ahoy\nfare: bye\n");
    Await.until(() -> Files.readString(log()).contains("\"fare\" is no setting of test.settings"));
    assertThat(run(65, "config", "list")).contains("refused").contains("line 2");
    assertThat(run(0, "config", "show", PID)).contains("greeting: ahoy").contains("token: ${file:");

    JsonNode returned =
        Serving.json(run(0, "audit", "find", "--type", "expert-returned", "--json"));
    String record = returned.findValue("sequence").asText();
    assertThat(run(0, "audit", "why", record))
        .containsPattern(
            "Code: test.settings in test.settings 1.0.0, .* configuration [0-9a-f]{64}")
        .containsPattern("Configuration: test.settings, revision [0-9a-f]{64}");
    run(0, "audit", "export", "jsonl", "--out", "all.jsonl");
    Path ledger = serving.work().resolve("ledger");
    String everything =
        said
            + Plaintexts.payloads(ledger, serving.directory().resolve("all.jsonl"))
            + Plaintexts.raw(serving.work());
    assertThat(everything.contains(SECRET)).isFalse();
  }

  private Path log() {
    return serving.work().resolve("log").resolve("host.log");
  }
}
