package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.plugin.MischiefExpert;
import io.consilium.distribution.tests.plugin.MischiefModule;
import org.junit.jupiter.api.Test;

/** A plugin that breaks again and again gets no calls, is on record for it, and is released. */
class QuarantineIT {
  private static final int REFUSED = 4;

  private static JsonNode expert(Serving host) throws Exception {
    JsonNode plugins = host.ask("plugins");
    for (JsonNode service : plugins.path("services")) {
      if (service.path("id").asText().equals("test.mischief")) {
        return service;
      }
    }
    throw new AssertionError("There is no test.mischief among " + plugins);
  }

  @Test
  void anOperatorSeesWhyItGetsNoCallsFindsItOnRecordAndReleasesIt() throws Exception {
    Serving host = new Serving();
    host.set("consilium.plugins.breaker.faults", "1");
    host.set("consilium.plugins.breaker.window", "2");
    host.set("consilium.plugins.breaker.delay", "0");
    host.set("consilium.plugins.breaker.openings", "2");
    PluginJar.drop(
        host.work().resolve("plugins"),
        "test.mischief",
        PluginJar.of(
            "test.mischief",
            "1.0.0",
            ",io.consilium.api.data",
            MischiefModule.class,
            MischiefExpert.class));
    String pipeline =
        host.consilium().file("mischief.yaml", Pipelines.once("test.mischief")).toString();
    String text = host.consilium().file("a.txt", "throw").toString();
    host.start();
    try {
      host.run(REFUSED, "run", pipeline, text);
      assertThat(expert(host).path("circuit").asText()).isEqualTo("probation");
      host.run(REFUSED, "run", pipeline, text);

      assertThat(host.run(0, "plugin", "list").out())
          .containsPattern("expert +test.mischief +quarantined +1 of 1 of its last calls");
      JsonNode kept = expert(host);
      assertThat(kept.path("circuit").asText()).isEqualTo("quarantined");
      assertThat(kept.path("ready").asBoolean()).isFalse();
      assertThat(kept.path("usage").path("calls").asInt()).isEqualTo(2);
      assertThat(kept.path("usage").path("faults").asInt()).isEqualTo(2);
      assertThat(kept.path("usage").path("allocatedBytes").asLong()).isPositive();
      Ended refused = host.run(REFUSED, "run", pipeline, text);
      assertThat(refused.err() + refused.out()).contains("of its last calls were faults");

      assertThat(host.run(0, "plugin", "release", "test.mischief").err()).contains("Released");
      host.run(REFUSED, "run", pipeline, text);
      assertThat(expert(host).path("usage").path("calls").asInt()).isEqualTo(3);
      assertThat(host.run(64, "plugin", "release", "nobody").err()).contains("(nobody)");
    } finally {
      host.stop();
    }
    Ended found =
        host.run(0, "audit", "find", "--code", "test.mischief", "--type", "plugin-changed");
    assertThat(found.out())
        .contains("plugin test.mischief 1.0.0 quarantined: faults 1 of 1")
        .contains("plugin test.mischief 1.0.0 released: operator");
  }
}
