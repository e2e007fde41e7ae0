package io.consilium.governance.auditor.witness;

import io.consilium.governance.ledger.Witnessing;
import io.consilium.governance.ledger.format.CosignerKey;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A witness on loopback, for tests of others. */
public final class RunningWitness implements AutoCloseable {
  private final WitnessFiles files;
  private final WitnessServer server;
  private final CosignerKey vkey;
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  private RunningWitness(Path directory, int port, VerifierKey log) throws IOException {
    files = WitnessFiles.open(directory);
    SignerKey key = WitnessKey.open(directory.resolve("key"), files, "witness.example.com/w1");
    vkey = CosignerKey.of(key.verifier());
    Witness witness = new Witness(key, List.of(log), files, InstantSource.system(), told::add);
    server =
        WitnessServer.start(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  public static RunningWitness start(Path directory, int port, VerifierKey log) throws IOException {
    return new RunningWitness(directory, port, log);
  }

  public CosignerKey vkey() {
    return vkey;
  }

  public int port() {
    return server.uri().getPort();
  }

  /** What its operator would have read. */
  public List<String> told() {
    return List.copyOf(told);
  }

  /** The setting of a ledger that asks it. */
  public Witnessing asked() {
    return new Witnessing(
        List.of(new Witnessing.Witness(server.uri(), vkey)),
        1,
        Duration.ofSeconds(20),
        Duration.ofMillis(50));
  }

  @Override
  public void close() throws IOException {
    server.close();
    files.close();
  }
}
