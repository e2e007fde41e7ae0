package io.consilium.distribution.benchmarks.neural;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consilium.framework.neural.checkpoint.Safetensors;
import io.consilium.framework.neural.checkpoint.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** PyTorch in a process of its own, which rests while this one works. */
final class TorchSide implements Side, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SCRIPTS =
      List.of("tensors.py", "tokens.py", "graph.py", "worker.py");

  private final Process process;
  private final PrintStream asked;
  private final BufferedReader answered;
  private final Path scratch;
  private final String version;

  private TorchSide(Process process, Path scratch) throws IOException {
    this.process = process;
    this.scratch = scratch;
    this.asked = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answered =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.version = answer().path("torch").asText();
  }

  /** Starts the first of some Pythons that has PyTorch; empty if none has. */
  static Optional<TorchSide> start(List<String> pythons, Path scratch) throws IOException {
    for (String script : SCRIPTS) {
      try (InputStream source = TorchSide.class.getResourceAsStream(script)) {
        Files.copy(source, scratch.resolve(script));
      }
    }
    for (String python : pythons) {
      if (works(python)) {
        return Optional.of(new TorchSide(process(python, "worker.py", scratch), scratch));
      }
    }
    return Optional.empty();
  }

  private static boolean works(String python) {
    try {
      ProcessBuilder builder = new ProcessBuilder(python, "-c", "import torch, numpy");
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      return builder.start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Process process(String python, String script, Path scratch) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(python, script).directory(scratch.toFile());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> environment = builder.environment();
    environment.put("OMP_NUM_THREADS", "1");
    environment.put("OPENBLAS_NUM_THREADS", "1");
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    if (Machine.hasAvx512()) {
      // Virtual machines hide their model from OpenBLAS, which then takes its slowest kernels.
      environment.putIfAbsent("OPENBLAS_CORETYPE", "SkylakeX");
    }
    return builder.start();
  }

  String version() {
    return version;
  }

  /** Reads what a Java side exported. */
  void open(JavaSide other) throws IOException {
    Path file = scratch.resolve("case.safetensors");
    Safetensors.write(
        file, Map.of("config", JSON.writeValueAsString(other.config())), other.exported());
    ask(Map.of("do", "open", "file", file.toString()));
    Files.delete(file);
  }

  @Override
  public String name() {
    return "PyTorch " + version;
  }

  @Override
  public boolean does(Work work) {
    return true;
  }

  @Override
  public Map<String, Tensor> results(Work work) throws IOException {
    Path file = scratch.resolve("results.safetensors");
    String what = work == Work.FORWARD ? "forward" : "gradients";
    ask(Map.of("do", what, "file", file.toString()));
    Map<String, Tensor> results = Safetensors.read(file).tensors();
    Files.delete(file);
    return results;
  }

  @Override
  public Spent run(Work work, int times) throws IOException {
    String what = work == Work.FORWARD ? "run forward" : "run train";
    JsonNode answer = ask(Map.of("do", what, "times", times));
    return new Spent(answer.path("wall").asLong(), answer.path("cpu").asLong());
  }

  private JsonNode ask(Map<String, Object> question) throws IOException {
    asked.println(JSON.writeValueAsString(question));
    return answer();
  }

  private JsonNode answer() throws IOException {
    String line = answered.readLine();
    if (line == null) {
      throw new IOException("PyTorch ended. Maybe it ran out of memory; its words stand above.");
    }
    return JSON.readTree(line);
  }

  @Override
  public void close() {
    asked.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
