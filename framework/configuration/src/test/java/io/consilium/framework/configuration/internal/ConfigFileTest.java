package io.consilium.framework.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigFileTest {
  private static ConfigFile parse(String text) throws BadConfiguration {
    return ConfigFile.parse("config/a.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String edited(String text, Map<String, List<String>> set, Set<String> unset)
      throws BadConfiguration {
    return ConfigEdit.apply(parse(text), set, unset).text();
  }

  @Test
  void textsAreAsTheyAreWrittenAndKnowTheirLines() throws Exception {
    ConfigFile file = parse("# first\na: 007\nb: yes\nc:\n  - x\n  - \"y, z\"\n\nd: '${env:D}'\n");

    assertThat(file.entries().get("a").values()).containsExactly("007");
    assertThat(file.entries().get("b").values()).containsExactly("yes");
    assertThat(file.entries().get("c").values()).containsExactly("x", "y, z");
    assertThat(file.entries().get("c").list()).isTrue();
    assertThat(file.entries().get("c").line()).isEqualTo(4);
    assertThat(file.entries().get("c").last()).isEqualTo(6);
    assertThat(file.entries().get("d").line()).isEqualTo(8);
  }

  @Test
  void whatIsNoKeysWithTextsIsSaidWithItsLine() {
    assertThatThrownBy(() -> parse("a: 1\nb: {c: 2}\nb:\na: 3\n"))
        .hasMessageContaining("config/a.yaml, line 2: \"b\" must have a text or a list of texts")
        .hasMessageContaining("line 3: \"b\" must have")
        .hasMessageContaining("line 4: \"a\" stands here twice");
    assertThatThrownBy(() -> parse("- a\n")).hasMessageContaining("Not keys with values");
    assertThatThrownBy(() -> parse("token: *hush-5791\n"))
        .hasMessageContaining("line 1: Not YAML: a text that begins with *")
        .hasMessageNotContaining("hush");
    assertThatThrownBy(() -> parse("a: [\n")).hasMessageContaining("Not YAML");
    assertThatThrownBy(() -> ConfigFile.parse("x", new byte[] {(byte) 0xff}))
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void anEmptyFileSetsNothing() throws Exception {
    assertThat(parse("").entries()).isEmpty();
    assertThat(parse("# nothing\n").entries()).isEmpty();
  }

  @Test
  void aChangeLeavesWhatPeopleWroteAround() throws Exception {
    String before = "# why\na: 1\n\nb:\n  - x\n  - y\n# last\nc: |\n  long\n";

    assertThat(edited(before, Map.of("a", List.of("2")), Set.of()))
        .isEqualTo("# why\na: 2\n\nb:\n  - x\n  - y\n# last\nc: |\n  long\n");
    assertThat(edited(before, Map.of("d", List.of("${env:D}")), Set.of("b", "c")))
        .isEqualTo("# why\na: 1\n\n# last\nd: ${env:D}\n");
    assertThat(edited(before, Map.of("b", List.of("x, 1", "null")), Set.of("a")))
        .contains("b: [\"x, 1\", \"null\"]");
  }

  @Test
  void whatIsNotWrittenLineByLineIsWrittenAnew() throws Exception {
    assertThat(edited("{a: 1, b: 2}", Map.of("b", List.of(": #")), Set.of()))
        .isEqualTo("a: 1\nb: \": #\"\n");
  }

  @Test
  void everyTextComesBackAsItWasSet() throws Exception {
    for (String text :
        List.of(
            "", " ", "null", "~", "true", "a: b", "# c", "ä\n\"q\"", "-", "${file:a b/c}", "1e3")) {
      String edited = edited("x: 1\n", Map.of("k", List.of(text)), Set.of());
      assertThat(parse(edited).entries().get("k").values()).containsExactly(text);
    }
  }

  @Test
  void theRevisionIsOfWhatIsSetNotOfHowItIsWritten() throws Exception {
    Given one = Given.of("p", parse("a: 1\nb: [x]\n"), Map.of());
    Given other = Given.of("p", parse("# c\nb:\n  - \"x\"\n"), Map.of("a", "1"));

    assertThat(one.revision()).isEqualTo(other.revision()).isPresent();
    assertThat(Given.of("p", parse(""), Map.of()).revision()).isEmpty();
    assertThatThrownBy(() -> Given.of("p", parse("a: 2\n"), Map.of("a", "1")))
        .hasMessageContaining("line 1: \"a\" is also set in consilium.properties, as p.a");
  }
}
