package io.consilium.governance.auditor.witness;

import io.consilium.governance.auditor.AuditCommand;
import io.consilium.governance.ledger.format.CosignerKey;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit witness}. */
@Command(
    name = "witness",
    description =
        "Watches logs from another machine than theirs and cosigns their checkpoints, never two"
            + " histories of one.",
    exitCodeOnInvalidInput = AuditCommand.USAGE,
    exitCodeOnExecutionException = AuditCommand.INTERNAL)
public final class WitnessCommand implements Callable<Integer> {
  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8475",
      description = "Where to listen; 127.0.0.1:8475 if left out, port 0 for any.")
  private String listen;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      required = true,
      description = "What it cosigned last. Never put an old copy back.")
  private Path state;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "Its secret key; made on first use.")
  private Path key;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of a new key, such as witness.example.com/w1; made up if left out.")
  private String name;

  @Option(
      names = "--log",
      paramLabel = "VKEY",
      required = true,
      arity = "1..*",
      description = "Keys of the logs to watch, or files with them (a ledger's log.vkey).")
  private List<String> trusted = new ArrayList<>();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (WitnessFiles files = WitnessFiles.open(state)) {
      return serve(files, out);
    } catch (WitnessFailure | IllegalArgumentException e) {
      return complain(e.getMessage(), AuditCommand.USAGE);
    } catch (IOException e) {
      return complain("The witness cannot work: " + e, AuditCommand.USAGE);
    }
  }

  private int serve(WitnessFiles files, PrintWriter out) throws IOException {
    InetSocketAddress address = address();
    List<VerifierKey> logs = new ArrayList<>();
    for (String one : trusted) {
      logs.add(log(one));
    }
    SignerKey own = WitnessKey.open(key, files, name == null ? madeUp() : name);
    Witness witness = new Witness(own, logs, files, InstantSource.system(), line -> say(out, line));
    try (WitnessServer server = WitnessServer.start(witness, address)) {
      CountDownLatch end = new CountDownLatch(1);
      Thread stopping = new Thread(() -> stop(server, files, end), "consilium-witness-stop");
      Runtime.getRuntime().addShutdownHook(stopping);
      say(out, "witness  " + CosignerKey.of(own.verifier()));
      witness.logs().forEach(log -> say(out, "watches  " + log.origin() + " at " + log.size()));
      say(out, "listens  " + server.uri());
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static void stop(WitnessServer server, WitnessFiles files, CountDownLatch end) {
    server.close();
    try {
      files.close();
    } catch (IOException e) {
      // The process that ends releases it too.
    }
    end.countDown();
  }

  private InetSocketAddress address() {
    int colon = listen.lastIndexOf(':');
    try {
      String host = listen.substring(0, colon).replaceAll("^\\[|]$", "");
      InetSocketAddress address =
          new InetSocketAddress(host, Integer.parseInt(listen.substring(colon + 1)));
      if (!address.isUnresolved()) {
        return address;
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      // The same answer.
    }
    throw new WitnessFailure(
        "Nothing can listen at (" + listen + "). Maybe give HOST:PORT, such as 127.0.0.1:8475.");
  }

  private static VerifierKey log(String given) throws IOException {
    Path file = Path.of(given);
    try {
      return VerifierKey.parse(Files.isRegularFile(file) ? Files.readString(file) : given);
    } catch (IllegalArgumentException e) {
      throw new WitnessFailure("The log's key (" + given + ") cannot be used: " + e.getMessage());
    }
  }

  private static String madeUp() {
    return "witness.consilium.local/" + Long.toHexString(new SecureRandom().nextLong());
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private int complain(String message, int exitCode) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
    return exitCode;
  }
}
