package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.distribution.tests.Page.Step;
import io.consilium.distribution.tests.Page.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The page that an audit team goes by, on what a host wrote: two pages are handed in, the ledger is
 * copied to where nothing else of ours is, and every command of the page is typed there. Ids and
 * numbers of records are read from what is said where the page first shows them.
 */
class AuditWalkIT {
  private static final Path PAGE = Path.of("..", "..", "governance", "docs", "audit-walk.md");
  private static final Pattern VARYING = Pattern.compile("\\.\\.\\.|#\\d+|t-\\d{8}-\\d{6}-\\w+");

  private final Map<String, String> own = new HashMap<>();
  private Path team;
  private Shell shell;

  @BeforeEach
  void twoPagesAreHandedInAndTheLedgerIsCopied() throws Exception {
    Path directory = Distribution.workDirectory();
    Consilium consilium = new Consilium(directory.resolve("work"), directory);
    Path ledger = directory.resolve("work").resolve("ledger");
    Auditor auditor = new Auditor(Files.createDirectory(directory.resolve("team")));
    team = auditor.directory();
    shell = new Shell(directory);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    shell.command("java", "exec '" + java + "' -XX:TieredStopAtLevel=1 \"$@\"");

    assertThat(handIn(consilium, "quarterly-earnings.png", "anna")).isZero();
    Files.copy(ledger.resolve("checkpoint"), team.resolve("kept-checkpoint"));
    assertThat(handIn(consilium, "no-figures.jpg", "ben")).isEqualTo(4);
    Files.copy(ledger.resolve("log.vkey"), team.resolve("log.vkey"));
    auditor.bring(ledger, "copy");
  }

  private static int handIn(Consilium consilium, String example, String who) throws Exception {
    Path page = Distribution.home().resolve("examples").resolve(example);
    String[] line = {"run", "report-forecast", page.toString(), "--as", who, "--json"};
    return consilium.run(line).code();
  }

  @Test
  void everyCommandSaysWhatThePageSays() throws Exception {
    int typed = 0;
    for (Step step : Page.read(PAGE).steps()) {
      Type type = (Type) step;
      String line = owned(type.line());
      String said = shell.run(team, line);
      assertThat(Page.missing(type.says(), said, this::matches))
          .as("$ " + line + "\n" + said)
          .isEmpty();
      typed++;
    }
    assertThat(typed).isEqualTo(23);
    for (String file : List.of("anna.html", "anna.jsonl", "undecided.csv", "ben.prov.json")) {
      assertThat(team.resolve(file)).isNotEmptyFile();
    }
  }

  /** A line of the page with this run's ids and numbers. */
  private String owned(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ")) {
      String number = own.getOrDefault("#" + word, "#" + word).substring(1);
      words.add(own.getOrDefault(word, number));
    }
    return String.join(" ", words);
  }

  /** What varies in a line that was said, but for {@code ...}, is this run's from then on. */
  private boolean matches(String wanted, String line) {
    List<String> unknown = new ArrayList<>();
    StringBuilder regex = new StringBuilder();
    Matcher varying = VARYING.matcher(wanted);
    int from = 0;
    while (varying.find()) {
      regex.append(Pattern.quote(wanted.substring(from, varying.start())));
      String token = varying.group();
      if (token.equals("...")) {
        regex.append(".*");
      } else if (own.containsKey(token)) {
        regex.append(Pattern.quote(own.get(token)));
      } else {
        regex.append(token.startsWith("#") ? "(#\\d+)" : "(t-\\d{8}-\\d{6}-\\w+)");
        unknown.add(token);
      }
      from = varying.end();
    }
    Matcher matcher = Pattern.compile(regex + Pattern.quote(wanted.substring(from))).matcher(line);
    if (!matcher.matches()) {
      return false;
    }
    for (int i = 0; i < unknown.size(); i++) {
      own.put(unknown.get(i), matcher.group(i + 1));
    }
    return true;
  }
}
