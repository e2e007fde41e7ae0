package io.consilium.tck;

import io.consilium.api.expert.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * What is done to the world while something runs, as Java's flight recorder sees it: files written,
 * TCP connections used, processes started. It does not see datagrams, names looked up, nor what
 * native code does; files under the temporary directory are nobody's world.
 */
final class Deeds {
  private static final String FILE = "jdk.FileWrite";
  private static final List<String> OTHERS =
      List.of("jdk.SocketWrite", "jdk.SocketRead", "jdk.ProcessStart");

  private Deeds() {}

  /** Whether this Java can tell. */
  static boolean seen() {
    return FlightRecorder.isAvailable();
  }

  /** What may not be done under an effect is listed, in words, for threads begun since. */
  static Set<String> beyond(Effect effect, Set<Thread> before, Runnable work) throws IOException {
    List<RecordedEvent> events = recorded(effect, work);
    Set<Long> elder = before.stream().map(Thread::getId).collect(Collectors.toSet());
    return events.stream()
        .filter(event -> event.getThread() != null)
        .filter(event -> !elder.contains(event.getThread().getJavaThreadId()))
        .map(Deeds::said)
        .filter(said -> !said.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<RecordedEvent> recorded(Effect effect, Runnable work) throws IOException {
    Path file = Files.createTempFile("tck", ".jfr");
    try (Recording recording = new Recording()) {
      for (String name : forbidden(effect)) {
        recording.enable(name).withThreshold(Duration.ZERO).withStackTrace();
      }
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
      return RecordingFile.readAllEvents(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static List<String> forbidden(Effect effect) {
    List<String> names = new ArrayList<>();
    if (effect != Effect.WRITES_OUTSIDE) {
      names.add(FILE);
    }
    if (effect == Effect.PURE) {
      names.addAll(OTHERS);
    }
    return names;
  }

  private static String said(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case FILE -> {
        return file(event);
      }
      case "jdk.ProcessStart" -> {
        return "started the process " + event.getString("command");
      }
      default -> {
        return "used a connection to " + event.getString("address") + ":" + event.getInt("port");
      }
    }
  }

  /** The recorder of JDK 17 loses names of files that it saw in recordings before. */
  private static String file(RecordedEvent event) {
    String path = event.getString("path");
    if (path == null) {
      return console(event) ? "" : "wrote a file";
    }
    return temporary(path) ? "" : "wrote the file " + path;
  }

  private static boolean console(RecordedEvent event) {
    RecordedStackTrace trace = event.getStackTrace();
    return trace == null
        || trace.getFrames().stream()
            .map(frame -> frame.getMethod().getType().getName())
            .anyMatch(
                type ->
                    type.equals("java.io.PrintStream")
                        || type.startsWith("org.apache.maven.surefire."));
  }

  /** A project that is built below the temporary directory is somebody's world all the same. */
  private static boolean temporary(String path) {
    Path file = Path.of(path).toAbsolutePath().normalize();
    Path directory = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();
    Path work = Path.of("").toAbsolutePath().normalize();
    boolean within = work.startsWith(directory) && !work.equals(directory);
    return file.startsWith(directory) && !(within && file.startsWith(work));
  }
}
