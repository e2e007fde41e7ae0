package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.distribution.host.Connection.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plugin dev}: each save of a project is built, held against its rules, and takes over. */
@Command(
    name = "dev",
    description = {
      "Watches the project of a plugin: at each save builds it with Maven, runs its rules and tests"
          + " (packs one without Java, as plugin pack does, and asks for its rules last), swaps it"
          + " into the host, and shows a task flowing through.",
      "",
      "Uses the host that serves the work directory, or starts one that ends with this command."
          + " Where something breaks it is said, and the version before goes on. The task is the"
          + " first example in the jar that is to be solved (CONSILIUM-INF/examples), or what --run"
          + " says.",
      ""
    })
final class PluginDevCommand implements Callable<Integer> {
  private static final Duration RULES = Duration.ofMinutes(2);

  @ParentCommand private PluginCommand parent;

  @Parameters(
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The project: has a pom.xml, or a manifest.txt. Default: here")
  private Path directory;

  @Option(
      names = "--run",
      paramLabel = "PIPELINE",
      description = "Name or path of a pipeline to run after each swap, on what --file says.")
  private String pipeline;

  @Option(names = "--file", paramLabel = "FILE", description = "May be given several times.")
  private List<Path> files = List.of();

  @Option(names = "--once", description = "Builds, swaps and runs once, and ends.")
  private boolean once;

  private Terminal terminal;

  @Override
  public Integer call() throws IOException {
    terminal = parent.terminal();
    DevProject project = DevProject.at(directory);
    Interrupts interrupts = Interrupts.listen();
    interrupts.then(() -> Runtime.getRuntime().halt(ExitCode.CANCELLED));
    SourceWatch watch = new SourceWatch(project);
    try (TemporaryDirectory task = TemporaryDirectory.create("consilium-dev");
        HostAccess access = HostAccess.reach(Home.find(), parent.work().path(), terminal::say)) {
      Thread here = Thread.currentThread();
      interrupts.then(here::interrupt);
      while (true) {
        boolean well = round(project, access.connection(), task.path());
        if (once) {
          return well ? ExitCode.ANSWERED : ExitCode.UNVERIFIED;
        }
        terminal.say("Waiting for a save in " + project.directory() + "; Ctrl-C ends.");
        watch.awaitSave();
      }
    } catch (InterruptedException e) {
      return ExitCode.ANSWERED;
    }
  }

  /** Whether all went well; what did not is said, and no reason to end. */
  private boolean round(DevProject project, Connection host, Path task)
      throws IOException, InterruptedException {
    try {
      Optional<Path> jar = built(project);
      if (jar.isEmpty() || !swapped(jar.get(), host)) {
        return false;
      }
      boolean answered = flows(jar.get(), host, task);
      return (project.testsItself() || keepsRules(jar.get())) && answered;
    } catch (Complaint e) {
      if (once) {
        throw e;
      }
      terminal.say(e.getMessage());
      return false;
    }
  }

  private Optional<Path> built(DevProject project) throws IOException, InterruptedException {
    long began = System.currentTimeMillis();
    terminal.say("Building " + project.directory().getFileName() + ".");
    DevProject.Built built = project.build();
    // File times may be whole seconds.
    project.tested(began / 1000 * 1000).forEach(line -> terminal.say("  " + line));
    Optional<Path> jar = built.well() ? project.jar() : Optional.empty();
    if (jar.isEmpty()) {
      built.errors().forEach(line -> terminal.say("    " + line));
      terminal.say("  The build failed; what ran before goes on.");
    }
    return jar;
  }

  private boolean swapped(Path jar, Connection host) throws IOException, InterruptedException {
    JarIdentity identity = JarIdentity.of(jar);
    Path target = parent.directory().copy(identity, false);
    JsonNode seen = new PluginArrival(host).await(identity.digest(), Optional.of(target), false);
    terminal.say("  " + identity.words() + ": " + seen.path("state").asText());
    return true;
  }

  private boolean flows(Path jar, Connection host, Path directory) throws IOException {
    Optional<DevTask> task =
        pipeline == null
            ? DevTask.of(
                jar, host.ask(Connection.request("plugins")).path("capabilities"), directory)
            : Optional.of(new DevTask(Path.of(pipeline), files));
    if (task.isEmpty()) {
      terminal.say(
          "  No task to show: the jar carries no example of an expert that is to be solved. Maybe"
              + " add one under CONSILIUM-INF/examples, or name a pipeline with"
              + " --run.");
      return true;
    }
    boolean[] answered = {false};
    try (Exchange exchange = host.begin(request(task.get()))) {
      exchange.read(event -> answered[0] |= shown(event));
    }
    return answered[0];
  }

  /** Holds a jar without tests of its own against the rules, in a process of its own. */
  private boolean keepsRules(Path jar) throws IOException, InterruptedException {
    CheckReport report = new CheckReport();
    new CheckProcess(Home.find(), RULES, Optional.empty())
        .run(jar, parent.main().work().toAbsolutePath().normalize(), true, report::take);
    terminal.say("  rules: " + report.counted());
    report.refusals().forEach(line -> terminal.say("    " + ForeignText.plain(line)));
    report.broken().forEach(line -> terminal.say("    " + ForeignText.plain(line)));
    return report.well();
  }

  private ObjectNode request(DevTask task) {
    ObjectNode request = Connection.request("run").put("pages", false);
    request.put("pipeline", PipelineCommand.asked(task.pipeline().toString()));
    task.files()
        .forEach(
            one -> request.withArray("files").add(one.toAbsolutePath().normalize().toString()));
    return request;
  }

  /** Whether it is an answer. */
  private boolean shown(JsonNode event) {
    switch (event.path("event").asText()) {
      case "progress" -> terminal.say("  " + RunCommand.progress(event));
      case "warning" -> terminal.say("  warning: " + event.path("line").asText());
      case "result" -> {
        JsonNode answer = event.path("report").path("answer");
        answer
            .path("outputs")
            .fields()
            .forEachRemaining(
                one -> terminal.say("    " + one.getKey() + ": " + brief(one.getValue())));
        return event.path("report").path("status").asText().equals("answered");
      }
      default -> {
        // Nothing to show.
      }
    }
    return false;
  }

  private static String brief(JsonNode output) {
    String text = output.isTextual() ? output.asText().strip() : output.toString();
    String line = text.replace("\n", " | ");
    return line.length() > 100 ? line.substring(0, 99) + "…" : line;
  }
}
