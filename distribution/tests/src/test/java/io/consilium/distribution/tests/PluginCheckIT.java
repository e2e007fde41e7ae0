package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.plugin.LeavingModule;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plugin check}, held at the level of processes. */
class PluginCheckIT {
  private static final String CLAIM =
      "io.consilium.plugin;kind=expert;id=test.version;effect=pure;capabilities=test.*";

  @TempDir private Path directory;
  private Path work;
  private Consilium consilium;

  @BeforeEach
  void prepare() throws Exception {
    work = directory.resolve("work");
    consilium = Consilium.bare(work, directory);
  }

  private Path jar(byte[] plugin, String claim) throws IOException {
    return Files.write(
        directory.resolve("my.jar"), PluginJar.headed(plugin, "Provide-Capability", claim));
  }

  private static List<String> with(JsonNode list, String state, String name) {
    List<String> found = new ArrayList<>();
    list.forEach(
        one -> {
          if (one.path("state").asText().equals(state)) {
            found.add(one.path(name).asText());
          }
        });
    return found;
  }

  private static JsonNode step(JsonNode report, String name) {
    for (JsonNode step : report.path("steps")) {
      if (step.path("step").asText().equals(name)) {
        return step;
      }
    }
    throw new AssertionError("No step " + name + ": " + report);
  }

  @Test
  void aShippedPluginMayBeInstalledAndNothingIs() throws Exception {
    Path jar;
    try (Stream<Path> jars = Files.list(Distribution.home().resolve("plugins"))) {
      jar =
          jars.filter(one -> one.toString().contains("verifier.series")).findFirst().orElseThrow();
    }

    Ended ended = consilium.run("plugin", "check", jar.toString(), "--json");

    JsonNode report = Json.tree(ended.out().getBytes(StandardCharsets.UTF_8));
    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(report.path("installable").asBoolean()).isTrue();
    assertThat(with(report.path("steps"), "ok", "step"))
        .containsExactly(
            "manifest", "signature", "claims", "allow-list", "policy", "needs", "starts");
    assertThat(step(report, "claims").path("claims"))
        .isEqualTo(step(report, "starts").path("offers"));
    assertThat(with(report.path("rules"), "HOLDS", "id")).contains("verifier02");
    assertThat(with(report.path("rules"), "SKIPPED", "id")).contains("verifier03");
    assertThat(work).doesNotExist();
  }

  @Test
  void whatMayNotComeInIsToldEveryReasonAndDoesNotRun() throws Exception {
    Files.createDirectories(work.resolve("policy"));
    Files.writeString(
        work.resolve("policy/house.yaml"),
        """
        rules:
          - name: no-tests
            at: plugin-installed
            when: claims.exists(c, c.kind == 'expert' && 'test.*' in c.capabilities)
            deny: Tests stay outside.
          - name: only-apart
            at: plugin-installed
            when: "!isolated"
            deny: Only what runs apart comes in.
        """);
    Files.writeString(
        work.resolve("consilium.properties"), "consilium.plugins.require=signed,listed\n");
    Path jar =
        jar(
            PluginJar.of(
                "test.version",
                "1.0.0",
                ",com.acme.gone;version=\"[1,2)\",io.consilium.api.planner;version=\"[9,10)\"",
                LeavingModule.class),
            CLAIM);

    Ended ended = consilium.run("plugin", "check", jar.toString());

    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(65);
    assertThat(ended.out())
        .contains("✗ signature  It is refused: it is not signed")
        .contains("✓ claims     the expert test.version (pure) for test.*")
        .contains("✗ allow-list It is refused: no line of the allow-list is about it")
        .contains("✗ policy     It is refused by a policy rule: Tests stay outside. Only what")
        .contains("the package com.acme.gone, version 1.0.0 or later, below 2.0.0, and nobody")
        .contains("It was built against a newer Consilium.")
        .contains("– starts     Nothing of it ran: it would be refused.")
        .endsWith("It may not be installed.\n");
  }

  @Test
  void anExampleThatEndsOtherwiseAndAClaimThatIsTooSmallAreFound() throws Exception {
    byte[] plugin = PluginJar.of("test.version", "1.0.0", "");
    Path other =
        jar(
            PluginJar.with(
                plugin,
                "CONSILIUM-INF/examples/one.json",
                "{\"capability\": \"test.version\", \"expect\": \"declined\","
                    + " \"inputs\": {\"text\": {\"media\": \"text/plain\", \"text\": \"hello\"}}}"),
            CLAIM);

    Ended ended = consilium.run("plugin", "check", other.toString(), "--json");

    JsonNode report = Json.tree(ended.out().getBytes(StandardCharsets.UTF_8));
    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(65);
    assertThat(report.path("installable").asBoolean()).isFalse();
    assertThat(with(report.path("rules"), "HOLDS", "id")).contains("expert02");
    assertThat(with(report.path("rules"), "BROKEN", "id")).containsExactly("example one");

    Path small = jar(plugin, CLAIM.replace("test.*", "test.less"));
    Ended beyond = consilium.run("plugin", "check", small.toString());
    assertThat(beyond.code()).isEqualTo(65);
    assertThat(beyond.out())
        .contains("✗ starts     It is refused: it offers the expert test.version (pure) for")
        .doesNotContain("rules ");
  }

  @Test
  void aJarThatEndsTheProcessItRunsInEndsNoCommand() throws Exception {
    Path jar = jar(PluginJar.of("test.version", "1.0.0", "", LeavingModule.class), CLAIM);

    Ended ended = consilium.run("plugin", "check", jar.toString());

    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(65);
    assertThat(ended.out())
        .contains("✗ crash      The process that looked ended by itself (exit code 3), after step")
        .contains("It may not be installed.");
    assertThat(consilium.run("plugin", "check", directory.resolve("no.jar").toString()).code())
        .isEqualTo(64);
  }
}
