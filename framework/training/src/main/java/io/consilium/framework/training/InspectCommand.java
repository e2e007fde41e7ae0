package io.consilium.framework.training;

import io.consilium.framework.training.chart.Page;
import io.consilium.framework.training.inspect.Inspection;
import io.consilium.framework.training.inspect.Thinker;
import io.consilium.framework.training.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code neural inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Looks into a trained network: how its states converge, in how many dimensions they vary,"
          + " accuracy and halting by step, its weights and its training.",
      "",
      "Writes NAME.inspect.png and NAME.inspect.html and prints the numbers."
    })
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CheckpointOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the picture and the page go. Default: beside the checkpoint")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Path place = out != null ? out : options.checkpoint.toAbsolutePath().getParent();
    String name = options.checkpoint.getFileName().toString().replaceFirst("\\.safetensors$", "");
    try (Thinker thinker = options.open()) {
      Inspection inspection =
          new Inspection(thinker, options.puzzles(thinker), options.steps(thinker));
      Page page = inspection.page();
      RunDirectory directory = new RunDirectory(place);
      Path png = place.resolve(name + ".inspect.png");
      Path html = place.resolve(name + ".inspect.html");
      directory.replace(png, part -> Files.write(part, page.picture()));
      directory.replace(html, page.html());
      spec.commandLine().getOut().println(inspection.text());
      spec.commandLine().getErr().println("Written: " + png + ", " + html);
    }
    return 0;
  }
}
