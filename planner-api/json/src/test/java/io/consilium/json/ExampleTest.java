package io.consilium.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.Facts;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest {
  private static Example read(String json) {
    return Example.read("one", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsAnExpertsCallWithContentsOfAllForms() throws IOException {
    Example example =
        read(
            """
            {"capability": "text.count", "goal": "Count", "parameters": {"limit": 3},
             "inputs": {
               "text": [{"media": "text/plain", "text": "Ad astra"},
                        {"media": "image/png", "base64": "AAEC"}],
               "data": {"media": "application/json", "value": {"b": 1, "a": 2}}}}
            """);

    assertThat(example.expect()).isEqualTo(Example.Expect.SOLVED);
    assertThat(example.assignment().capability()).isEqualTo("text.count");
    assertThat(example.parameters().number("limit", 0)).isEqualTo(3);
    JsonArtifacts artifacts = new JsonArtifacts();
    assertThat(artifacts.bytes(example.inputs().get("text").get(0), 99))
        .asString()
        .isEqualTo("Ad astra");
    assertThat(artifacts.bytes(example.inputs().get("text").get(1), 99)).containsExactly(0, 1, 2);
    assertThat(artifacts.bytes(example.inputs().get("data").get(0), 99))
        .asString()
        .isEqualTo("{\"a\":2,\"b\":1}");
  }

  @Test
  void tellsWhetherACallEndedAsItShould() {
    Example declines =
        read("{\"capability\": \"a.b\", \"expect\": \"declined\", \"code\": \"absent\"}");
    assertThat(declines.endsSo(ExpertOutcome.absent("Not there."))).isTrue();
    assertThat(declines.endsSo(ExpertOutcome.badInput("Broken."))).isFalse();
    assertThat(declines.endsSo(new ExpertOutcome.Failed("absent", "No."))).isFalse();

    Example rejects = read("{\"verifier\": \"a.b\", \"expect\": \"rejected\"}");
    assertThat(rejects.claim().check()).isEqualTo("one");
    Verdict rejected = new Verdict.Rejected(0, 1, List.of(new Finding("x", "No.", Facts.NONE)));
    assertThat(rejects.endsSo(rejected)).isTrue();
    assertThat(rejects.endsSo(new Verdict.Accepted(1, 1, List.of()))).isFalse();
    assertThat(rejects.endsSo(new Verdict.Undecided(List.of()))).isFalse();
  }

  @Test
  void aSlipIsSaidWithItsPlace() {
    assertThatThrownBy(() -> read("{\"capability\": \"a.b\", \"input\": {}}"))
        .hasMessageContaining("The example one: an example has no field (input)");
    assertThatThrownBy(() -> read("{\"goal\": \"x\"}"))
        .hasMessageContaining("It needs a capability, or a verifier's id");
    assertThatThrownBy(() -> read("{\"capability\": \"a.b\", \"expect\": \"accepted\"}"))
        .hasMessageContaining("An expert ends as solved");
    assertThatThrownBy(
            () -> read("{\"capability\": \"a.b\", \"inputs\": {\"x\": [{\"media\": \"a/b\"}]}}"))
        .hasMessageContaining("x[0] needs its content");
    assertThatThrownBy(() -> read("{")).hasMessageContaining("line 1");
  }

  @Test
  void findsThoseInAJarByName(@TempDir Path directory) throws IOException {
    Path jar = directory.resolve("x.jar");
    Map<String, String> entries =
        Map.of(
            "CONSILIUM-INF/examples/two.json", "{\"capability\": \"a.b\"}",
            "CONSILIUM-INF/examples/one.json", "{\"verifier\": \"v\"}",
            "CONSILIUM-INF/examples/deep/three.json", "{",
            "CONSILIUM-INF/other.json", "{");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(Example.in(jar)).extracting(Example::name).containsExactly("one", "two");
  }
}
