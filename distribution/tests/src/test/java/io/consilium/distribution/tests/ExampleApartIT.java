package io.consilium.distribution.tests;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.api.task.MediaType;
import io.consilium.expert.example.internal.ExampleModule;
import io.consilium.tck.ExpertTck;
import io.consilium.tck.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** The rules for experts hold for one in a process of its own. */
class ExampleApartIT extends ExpertTck {
  private final Apart apart;

  /** Begins before the kit looks: what happens in a process of its own the kit cannot see. */
  ExampleApartIT() throws Exception {
    apart =
        new Apart(
            Path.of(
                ExampleModule.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
  }

  @AfterAll
  void end() throws Exception {
    apart.close();
  }

  @Override
  protected Expert expert() {
    return apart.expert();
  }

  @Override
  protected List<Assignment> samples() {
    byte[] bytes = "Ad astra per aspera".getBytes(StandardCharsets.UTF_8);
    return List.of(
        new Assignment(
            "text.word-count",
            "Count the words",
            Map.of("text", List.of(TestContext.create().artifacts().of(MediaType.TEXT, bytes))),
            Settings.EMPTY));
  }
}
