package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code approve}: what people do about tasks that wait for them. */
@Command(
    name = "approve",
    description = {
      "Shows tasks that a policy rule lets wait for people, and decides on them.",
      "",
      "Every act is on record, with who and why sealed. A wait survives the host."
    },
    subcommands = {
      ApproveCommand.ListWaits.class,
      ApproveCommand.Show.class,
      ApproveCommand.Give.class,
      ApproveCommand.Refuse.class,
      ApproveCommand.Correct.class
    })
final class ApproveCommand {
  @ParentCommand private Main main;

  private static String line(JsonNode wait) {
    return String.format(
        "%-32s %-20s %-14s %d of %d until %s, else %s",
        plain(wait.path("task")),
        plain(wait.path("pipeline")),
        wait.path("point").asText(),
        wait.path("given").size(),
        wait.path("approvers").asInt(),
        wait.path("until").asText(),
        wait.path("otherwise").asText());
  }

  /** Rules show what tasks were given: foreign text. */
  private static String plain(JsonNode text) {
    return ForeignText.plain(text.asText());
  }

  private static String joined(JsonNode texts) {
    List<String> all = new ArrayList<>();
    texts.forEach(text -> all.add(plain(text)));
    return String.join(", ", all);
  }

  /** {@code approve list}. */
  @Command(name = "list", description = "Lists the tasks that wait for people.")
  static final class ListWaits implements Callable<Integer> {
    @ParentCommand private ApproveCommand parent;

    @Option(names = "--json", description = "Writes one JSON array to standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      JsonNode waits = HostAccess.ask(parent.main, Connection.request("approvals"));
      Terminal terminal = parent.main.terminal();
      if (json) {
        terminal.result(waits.toString());
      } else if (waits.isEmpty()) {
        terminal.result("No task waits for anybody.");
      } else {
        waits.forEach(wait -> terminal.result(line(wait)));
      }
      return 0;
    }
  }

  /** {@code approve show}. */
  @Command(name = "show", description = "Shows what a task waits for, as its rules say.")
  static final class Show implements Callable<Integer> {
    @ParentCommand private ApproveCommand parent;

    @Parameters(paramLabel = "TASK", description = "A task's id.")
    private String task;

    @Override
    public Integer call() throws IOException, InterruptedException {
      JsonNode waits =
          HostAccess.ask(parent.main, Connection.request("approvals").put("task", task));
      Terminal terminal = parent.main.terminal();
      if (waits.isEmpty()) {
        throw Complaint.usage(
            "The task does not wait for anybody ("
                + task
                + "). Maybe see: ./consilium approve list");
      }
      for (JsonNode wait : waits) {
        terminal.result("Wait " + wait.path("approval").asInt() + ": " + line(wait));
        terminal.result("  asked by   " + joined(wait.path("rules")));
        if (!wait.path("path").asText().isEmpty()) {
          terminal.result("  in         " + plain(wait.path("path")));
        }
        if (!wait.path("given").isEmpty()) {
          terminal.result("  approved   " + joined(wait.path("given")));
        }
        wait.path("shown")
            .forEach(
                one ->
                    terminal.result(
                        "  " + plain(one.path("what")) + " = " + plain(one.path("value"))));
      }
      return 0;
    }
  }

  /** What the acts have in common. */
  private abstract static class Act implements Callable<Integer> {
    @ParentCommand private ApproveCommand parent;

    @Parameters(index = "0", paramLabel = "TASK", description = "A task's id.")
    private String task;

    @Option(
        names = "--number",
        paramLabel = "N",
        description = "Which wait, if the task waits in several places.")
    private Integer number;

    @Option(
        names = "--as",
        paramLabel = "NAME",
        description = {
          "Who decides: a claim, which nothing here proves. Default: the user's name on this machine."
        })
    private String name = System.getProperty("user.name");

    @Option(names = "--why", paramLabel = "TEXT", description = "Why, in your own words.")
    private String why = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
      ObjectNode request = Connection.request("approve").put("task", task);
      request.put("name", name).put("why", why);
      if (number != null) {
        request.put("approval", number);
      }
      fill(request);
      JsonNode reply = HostAccess.ask(parent.main, request);
      Terminal terminal = parent.main.terminal();
      terminal.result(task + ": " + reply.path("said").asText() + ".");
      if (reply.has("ended")) {
        terminal.result(
            "The task ended: "
                + reply.path("ended").asText()
                + ", "
                + reply.path("reason").asText()
                + ". Maybe see: ./consilium audit show "
                + task);
      } else if (reply.path("again").asBoolean()) {
        terminal.result("It waits again. Maybe see: ./consilium approve show " + task);
      }
      return 0;
    }

    abstract void fill(ObjectNode request);
  }

  /** {@code approve give}. */
  @Command(name = "give", description = "Approves; returns once the task ended or waits again.")
  static final class Give extends Act {
    @Override
    void fill(ObjectNode request) {
      request.put("granted", true);
    }
  }

  /** {@code approve refuse}. */
  @Command(name = "refuse", description = "Refuses: the task ends with HUMAN.")
  static final class Refuse extends Act {
    @Override
    void fill(ObjectNode request) {
      request.put("granted", false);
    }
  }

  /** {@code approve correct}. */
  @Command(
      name = "correct",
      description = {
        "Puts a file in the place of an intermediate result while the task waits.",
        "",
        "What follows from it is done again, and asked about again."
      })
  static final class Correct extends Act {
    @Parameters(index = "1", paramLabel = "SUBGOAL.OUTPUT", description = "Which result.")
    private String output;

    @Parameters(index = "2", paramLabel = "FILE", description = "What is to stand there.")
    private Path file;

    @Option(
        names = "--media",
        paramLabel = "TYPE",
        defaultValue = "application/json",
        description = "Its media type. Default: application/json")
    private String media;

    @Override
    void fill(ObjectNode request) {
      request.put("output", output).put("media", media);
      request.put("file", file.toAbsolutePath().normalize().toString());
    }
  }
}
