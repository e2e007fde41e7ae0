package io.consilium.distribution.host;

import io.consilium.archetype.PluginProject;
import io.consilium.archetype.PythonProject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plugin new}: needs neither a host nor Maven, nor a network. */
@Command(
    name = "new",
    description = {
      "Writes the project of a plugin: a class, its Guice module, the rules as a test, a test in a"
          + " container, a README and a pom that builds the bundle. In Python (an expert): the"
          + " expert, examples that the rules are tried with, and a README.",
      "",
      "The same comes of mvn archetype:generate; planner-api/archetype/README.md says how.",
      ""
    })
final class PluginNewCommand implements Callable<Integer> {
  /** Offers the kinds on the command line. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(PluginProject.KINDS.stream(), Stream.of(PythonProject.KIND)).iterator();
    }
  }

  @ParentCommand private PluginCommand parent;

  @Parameters(
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private String kind;

  @Parameters(
      paramLabel = "NAME",
      description = "Artifact id and id of the plugin, such as my-fraud.")
  private String name;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where to write; made if it is not there. Default: the name")
  private Path directory;

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "Java package. Default: com.example and the name without dashes")
  private String packageName;

  @Override
  public Integer call() {
    Path target = directory == null ? Path.of(name) : directory;
    if (kind.equals(PythonProject.KIND)) {
      PythonProject project = python();
      write(project::write, target);
      next("./consilium plugin pack " + target, target.resolve(project.jar()));
    } else {
      PluginProject project = project();
      write(project::write, target);
      next("mvn -f " + target + " verify", target.resolve(project.jar()));
    }
    return 0;
  }

  private void next(String build, Path jar) {
    Terminal terminal = parent.terminal();
    terminal.say("Next:");
    terminal.say("  " + build);
    terminal.say("  ./consilium plugin check " + jar);
    terminal.say("  ./consilium plugin install " + jar);
  }

  private PythonProject python() {
    if (packageName != null) {
      throw Complaint.usage("A plugin in Python has no --package. Maybe leave it out.");
    }
    try {
      return new PythonProject(name);
    } catch (IllegalArgumentException e) {
      throw Complaint.usage(e.getMessage());
    }
  }

  private PluginProject project() {
    try {
      return packageName == null
          ? PluginProject.of(kind, name)
          : new PluginProject(kind, name, packageName);
    } catch (IllegalArgumentException e) {
      throw Complaint.usage(e.getMessage());
    }
  }

  /** Writes a project and says what it wrote. */
  private interface Written {
    List<Path> to(Path directory) throws IOException;
  }

  private void write(Written project, Path target) {
    try {
      for (Path file : project.to(target)) {
        parent.terminal().result(file.toString());
      }
    } catch (FileAlreadyExistsException e) {
      throw Complaint.usage(
          "There is something at "
              + target
              + " already, and it is not touched. Maybe name another directory with --dir.");
    } catch (IOException e) {
      throw Complaint.usage(
          "The project cannot be written to "
              + target
              + " ("
              + e
              + "). Maybe name another directory with --dir.");
    }
  }
}
