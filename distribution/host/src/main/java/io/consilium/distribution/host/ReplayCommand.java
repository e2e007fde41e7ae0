package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code replay}: a task's decisions, taken again. */
@Command(
    name = "replay",
    description = {
      "Takes every decision of a task again: with the recorded code, on the recorded inputs and"
          + " states.",
      "",
      "Plugins are those that ran then, by digest: running still, or out of DIR/store. Nothing is"
          + " written into the task's history.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 every decision is identical, 3 some cannot be repeated and the others are"
          + " identical, 64 no such task, 65 a decision differs, 70 the host failed."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final String IDENTICAL = "identical";
  private static final String DIFFERENT = "different";
  private static final String NOT_REPEATABLE = "not-repeatable";

  @ParentCommand private Main main;

  @Parameters(paramLabel = "TASK", description = "Its id (see: ./consilium audit list).")
  private String task;

  @Option(
      names = "--experts",
      description =
          "Asks experts again too: those that are pure and declare themselves deterministic.")
  private boolean experts;

  @Option(names = "--json", description = "Writes one JSON object to standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode replay =
        HostAccess.ask(
            main, Connection.request("replay").put("task", task).put("experts", experts));
    if (json) {
      main.terminal().result(replay.toString());
    } else {
      tell(replay);
    }
    if (replay.path(DIFFERENT).asInt() > 0) {
      return ExitCode.UNVERIFIED;
    }
    return replay.path(NOT_REPEATABLE).asInt() > 0 ? ExitCode.BEST_EFFORT : ExitCode.ANSWERED;
  }

  private void tell(JsonNode replay) {
    Terminal terminal = main.terminal();
    terminal.result(
        "task " + replay.path("task").asText() + ", pipeline " + replay.path("pipeline").asText());
    replay.path("decisions").forEach(this::decision);
    for (JsonNode code : replay.path("code")) {
      terminal.result(
          String.format(
              "code %-8s %s %s  %.12s",
              code.path("from").asText(),
              code.path("bundle").asText(),
              code.path("version").asText(),
              code.path("digest").asText()));
      if (!code.path("trouble").asText().isEmpty()) {
        terminal.result("     " + ForeignText.plain(code.path("trouble").asText()));
      }
    }
    replay
        .path("notes")
        .forEach(note -> terminal.result("note: " + ForeignText.plain(note.asText())));
    terminal.result(
        replay.path("decisions").size()
            + " decisions: "
            + replay.path(IDENTICAL).asInt()
            + " identical, "
            + replay.path(DIFFERENT).asInt()
            + " different, "
            + replay.path(NOT_REPEATABLE).asInt()
            + " not repeatable");
  }

  private void decision(JsonNode decision) {
    String path = decision.path("path").asText();
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            "%6d  %-14s %-8s %s%s",
            decision.path("sequence").asLong(),
            decision.path("outcome").asText(),
            decision.path("kind").asText(),
            path.isEmpty() ? "" : path + " > ",
            ForeignText.plain(decision.path("what").asText())));
    String fed =
        StreamSupport.stream(decision.path("fed").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining("; "));
    line.append(fed.isEmpty() ? "" : " (from the record: " + fed + ")");
    main.terminal().result(line.toString());
    for (JsonNode difference : decision.path("differences")) {
      main.terminal()
          .result(
              "        "
                  + ForeignText.plain(difference.path("field").asText())
                  + ": recorded "
                  + ForeignText.plain(shown(difference.path("recorded")))
                  + ", repeated "
                  + ForeignText.plain(shown(difference.path("repeated"))));
    }
    String why = decision.path("why").asText();
    if (!why.isEmpty()) {
      main.terminal().result("        " + ForeignText.plain(why));
    }
  }

  private static String shown(JsonNode value) {
    return value.asText().isEmpty() ? "nothing" : value.asText();
  }
}
