package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.governance.auditor.internal.Audited.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code governance/docs/audit-walk.md} say what the page says they say. */
class AuditWalkTest {
  private static final Path PAGE = Path.of("..", "docs", "audit-walk.md");
  private static final String AUDITOR = "java -jar consilium-auditor.jar ";

  @TempDir Path directory;

  @Test
  void everyCommandSaysWhatThePageSays() throws IOException {
    Path copy = directory.resolve("copy");
    Audited.write(copy, 10);
    Files.copy(copy.resolve("checkpoint"), directory.resolve("kept-checkpoint"));
    Audited.write(copy, 10, 10);
    Files.copy(copy.resolve("log.vkey"), directory.resolve("log.vkey"));

    int commands = 0;
    String said = "";
    boolean console = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("```")) {
        console = line.equals("```console");
      } else if (console && line.startsWith("$ ")) {
        said = run(line.substring(2));
        commands++;
      } else if (console) {
        assertThat(said).contains(line);
      }
    }
    assertThat(commands).isEqualTo(20);
    for (String file : List.of("t-7.html", "t-7.jsonl", "rejected.csv", "t-7.prov.json")) {
      assertThat(directory.resolve(file)).isNotEmptyFile();
    }
    assertThat(directory.resolve("kept-next")).hasSameBinaryContentAs(copy.resolve("checkpoint"));
  }

  private String run(String line) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word : line.replace(AUDITOR, "").split(" ")) {
      words.add(word.startsWith("./") ? directory.resolve(word.substring(2)).toString() : word);
    }
    if (words.get(0).equals("cp")) {
      Files.copy(Path.of(words.get(1)), Path.of(words.get(2)));
      return "";
    }
    assertThat(line).startsWith(AUDITOR);
    int to = words.indexOf(">");
    String target = words.get(words.size() - 1);
    List<String> args = new ArrayList<>(to < 0 ? words : words.subList(0, to));
    boolean ledger = !args.get(0).equals("check-proof");
    Path copy = Path.of(ledger ? args.remove(1) : "");
    Said said = Audited.run(copy, args.toArray(String[]::new));
    assertThat(said.exitCode()).as(line + "\n" + said.out() + said.err()).isZero();
    if (to >= 0) {
      Files.writeString(Path.of(target), said.out());
    }
    return said.out();
  }
}
