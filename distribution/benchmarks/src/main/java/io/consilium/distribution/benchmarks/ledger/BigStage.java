package io.consilium.distribution.benchmarks.ledger;

import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One thing done to a large ledger, in a process of its own, so that its memory can be told. Its
 * last line is JSON: {@code seconds}, and {@code peakBytes}, the most of the machine's memory that
 * the process had at once.
 */
final class BigStage {

  private BigStage() {}

  /** {@code grow LEDGER RECORDS}, {@code open LEDGER}, or {@code audit LEDGER ARGUMENT ...}. */
  public static void main(String[] arguments) throws IOException {
    Path ledger = Path.of(arguments[1]);
    List<String> rest = Arrays.asList(arguments).subList(2, arguments.length);
    long start = System.nanoTime();
    switch (arguments[0]) {
      case "grow" -> LedgerFiles.grow(ledger, Long.parseLong(rest.get(0)));
      case "open" -> {
        FileLedger open = FileLedger.open(ledger, Options.DEFAULT);
        tell(start);
        open.close();
        return;
      }
      default -> VerifyBench.audit(ledger, rest.toArray(String[]::new));
    }
    tell(start);
  }

  private static void tell(long start) throws IOException {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.println(Json.text(Map.of("seconds", seconds, "peakBytes", peakBytes())));
  }

  /** Linux alone tells it. */
  private static long peakBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(0);
    }
  }
}
