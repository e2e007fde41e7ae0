package io.consilium.framework.bridge.internal;

import io.consilium.framework.bridge.ChildSpec;
import io.consilium.framework.bridge.Exchange;
import io.consilium.framework.bridge.Lines;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process and its three pipes, each with a thread of its own: nobody waits for a guest that does
 * not read, and none that writes without end waits for the host.
 */
final class ChildPipes {
  private static final Logger LOG = LoggerFactory.getLogger("io.consilium.framework.bridge.guest");
  private static final byte[] END = new byte[0];
  private static final long LAST_WORDS_MILLIS = 200;

  private final ChildSpec spec;
  private final Process process;
  private final BlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>();
  private final ErrorLog errors;
  private final Thread errorThread;
  private volatile boolean parting;
  private volatile Runnable deaf = () -> {};
  private Thread ending;

  private ChildPipes(ChildSpec spec, Process process) {
    this.spec = spec;
    this.process = process;
    this.errors =
        new ErrorLog(process.getErrorStream(), line -> LOG.info("{}: {}", spec.plugin(), line));
    this.errorThread = thread("errors", errors);
  }

  /**
   * Starts the process of a guest.
   *
   * @throws IOException if it cannot be started
   */
  static ChildPipes start(ChildSpec spec, Exchange exchange) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(spec.command()).directory(spec.directory().toFile());
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.put("HOME", exchange.home().toString());
    environment.put("TMPDIR", exchange.temporary().toString());
    environment.putAll(spec.environment());
    ChildPipes pipes = new ChildPipes(spec, builder.start());
    try {
      pipes.errorThread.start();
      pipes.thread("in", pipes::write).start();
    } catch (OutOfMemoryError e) {
      pipes.process.destroyForcibly();
      throw new IOException("there are no threads left for its pipes", e);
    }
    return pipes;
  }

  private Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, "bridge-" + spec.plugin() + "-" + name);
    thread.setDaemon(true);
    return thread;
  }

  Process process() {
    return process;
  }

  long pid() {
    return process.pid();
  }

  /**
   * Reads standard output, and says what becomes of standard input.
   *
   * @param heard told each line
   * @param closed told once that there will be no more: why, or null at the end
   * @param deaf told once that the process takes no more lines, unless it was asked to end
   */
  void listen(Consumer<byte[]> heard, Consumer<IOException> closed, Runnable deaf) {
    this.deaf = deaf;
    thread(
            "out",
            () -> {
              IOException why = new IOException("reading it broke");
              try {
                Lines lines = new Lines(process.getInputStream(), spec.limits().lineBytes());
                for (byte[] line = lines.next(); line != null; line = lines.next()) {
                  heard.accept(line);
                }
                why = null;
              } catch (IOException e) {
                why = e;
              } finally {
                closed.accept(why);
              }
            })
        .start();
  }

  /** Puts a line where it will be written; never blocks. */
  void send(byte[] line) {
    outgoing.add(line);
  }

  /** Closes standard input once all lines before are written. */
  void closeInput() {
    parting = true;
    outgoing.add(END);
  }

  private void write() {
    try (OutputStream out = process.getOutputStream()) {
      for (byte[] line = outgoing.take(); line != END; line = outgoing.take()) {
        out.write(line);
        out.write('\n');
        if (outgoing.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      if (!parting) {
        deaf.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the process said last, as the end of a sentence; empty if it said nothing. */
  String lastWords() {
    try {
      errorThread.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return errors.last().isEmpty() ? "" : "; it said last: " + Words.quote(errors.last());
  }

  /** Ends the process and all that it has started. Returns at once. */
  synchronized void stop(Runnable afterwards) {
    if (ending == null) {
      ending =
          thread(
              "end",
              () -> {
                ProcessTree.end(process);
                closeInput();
                afterwards.run();
              });
      ending.start();
    }
  }

  /** Whether a process that was told to stop is gone, with what was to be done afterwards. */
  synchronized boolean gone() {
    return ending != null && !ending.isAlive();
  }

  /** Waits until a process that was told to stop is gone. */
  void awaitGone() {
    Thread last;
    synchronized (this) {
      last = ending;
    }
    try {
      if (last != null) {
        last.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
