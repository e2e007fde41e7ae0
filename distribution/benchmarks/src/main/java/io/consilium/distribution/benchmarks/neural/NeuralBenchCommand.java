package io.consilium.distribution.benchmarks.neural;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.consilium.distribution.benchmarks.BenchCommand;
import io.consilium.distribution.benchmarks.neural.Duel.Effort;
import io.consilium.framework.neural.graph.GraphWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code bench neural}: in a process of its own, with natives and Vector API. */
@Command(
    name = "bench neural",
    mixinStandardHelpOptions = true,
    description = {
      "Times inference and training step of HRM, TRM and the graph network beside PyTorch on the",
      "processor: the same weights, one thread each, in turn. Where the results of both differ,",
      "no time is taken. Without PyTorch only the Java side is timed."
    })
public final class NeuralBenchCommand implements Callable<Integer> {
  private static final int OUR_FAULT = 70;

  @Option(names = "--quick", description = "Every row with few repetitions.")
  private boolean quick;

  @Option(
      names = "--try",
      description = "Compares all results and runs everything once: the times mean nothing.")
  private boolean once;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the table there too.")
  private Path markdown;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only networks whose name holds this, such as HRM-128 or graph.")
  private String only = "";

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "N",
      description = "Puzzles at once. Default: 1,64")
  private List<Integer> batches = List.of(1, 64);

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "The Python that has PyTorch. Default: the first of python3, /usr/bin/python3")
  private String python;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Weights of the graph network. Default: those shipped, else random ones")
  private Path checkpoint;

  public static void main(String[] arguments) {
    System.exit(BenchCommand.execute(new NeuralBenchCommand(), arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path scratch = Files.createTempDirectory("consilium-bench");
    List<String> pythons =
        python == null ? List.of("python3", "/usr/bin/python3") : List.of(python);
    try (TorchSide torch = TorchSide.start(pythons, scratch).orElse(null)) {
      if (torch == null) {
        System.err.println(
            "No PyTorch in " + pythons + ": only Java is timed. Maybe install python3-torch.");
      }
      Report report = measure(torch);
      if (markdown != null) {
        Files.writeString(markdown, report.markdown());
      }
      System.out.println(json ? json(report) : report.text());
    } catch (NeuralBench.Disagreement | IOException e) {
      System.err.println(e.getMessage());
      return OUR_FAULT;
    } finally {
      delete(scratch);
    }
    return 0;
  }

  private Report measure(TorchSide torch) throws IOException {
    ShippedGraph shipped = ShippedGraph.find(checkpoint);
    GraphWeights weights = shipped.weights();
    Effort effort = once ? Effort.TRY : quick ? Effort.QUICK : Effort.FULL;
    NeuralBench bench = new NeuralBench(torch, effort, quick || once);
    List<Row> rows = new ArrayList<>();
    for (Subject subject : Subject.all(weights, shipped.name())) {
      for (int batch : batches) {
        if (subject.name().contains(only)) {
          System.err.println("Measuring " + subject.name() + ", batch " + batch + " ...");
          rows.addAll(bench.run(subject, batch));
        }
      }
    }
    return new Report(
        Machine.processor() + ", Java " + Runtime.version(),
        torch == null ? "no PyTorch here" : torch.name(),
        "./consilium bench neural"
            + (once ? " --try (times mean nothing)" : quick ? " --quick" : ""),
        rows);
  }

  private static String json(Report report) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("suite", "neural");
    all.put("machine", report.machine());
    all.put("torch", report.torch());
    all.put("unit", "ms");
    all.put("rows", report.rows());
    return new ObjectMapper().writeValueAsString(all);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
