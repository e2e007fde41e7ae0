package io.consilium.json;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verdict;
import io.consilium.json.internal.ExampleReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A call that a plugin's jar carries along, and how it is to end: {@code
 * CONSILIUM-INF/examples/NAME.json}. Who installs the jar may try it by them before it gets work.
 *
 * <pre>
 * {"capability": "text.word-count", "goal": "Count", "expect": "solved",
 *  "inputs": {"text": [{"media": "text/plain", "text": "Ad astra"}]}}
 * </pre>
 *
 * @param name the file's name without {@code .json}
 * @param of what is called
 * @param called the capability, or the verifier's id
 * @param goal for a person
 * @param inputs input name to artifacts, in memory
 * @param parameters of the subgoal, or settings of the check
 * @param expect how the call is to end
 * @param code of a refusal or failure; empty for any
 */
public record Example(
    String name,
    Of of,
    String called,
    String goal,
    Map<String, List<Artifact>> inputs,
    Settings parameters,
    Expect expect,
    String code) {
  /** Where in the jar examples stand. */
  public static final String DIRECTORY = "CONSILIUM-INF/examples/";

  /** An example is a few bytes; whoever reads a stranger's jar must be able to stop: 4 MiB. */
  private static final int MOST_BYTES = 4 << 20;

  private static final int MOST_FILES = 100;
  private static final String JSON = ".json";

  /** What is called. */
  public enum Of {
    EXPERT,
    VERIFIER
  }

  /** How a call is to end. */
  public enum Expect {
    SOLVED,
    DECLINED,
    FAILED,
    ACCEPTED,
    REJECTED
  }

  public Example {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(of, "of");
    Objects.requireNonNull(called, "called");
    Objects.requireNonNull(goal, "goal");
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(expect, "expect");
    Objects.requireNonNull(code, "code");
    inputs = Map.copyOf(inputs);
    boolean verdict = expect == Expect.ACCEPTED || expect == Expect.REJECTED;
    if (verdict != (of == Of.VERIFIER)) {
      throw new IllegalArgumentException(
          "An expert ends as solved, declined or failed, a verifier as accepted or rejected ("
              + expect
              + ").");
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is no example; the message names it and says where
   */
  public static Example read(String name, byte[] json) {
    return ExampleReader.read(name, json);
  }

  /**
   * All that a jar carries, by name.
   *
   * @throws IOException if the jar cannot be read
   * @throws IllegalArgumentException as {@link #read}, or if they are too large or too many
   */
  public static List<Example> in(Path jar) throws IOException {
    Map<String, Example> found = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(Example::isOne).limit(MOST_FILES + 1).toList()) {
        String file = entry.getName().substring(DIRECTORY.length());
        String name = file.substring(0, file.length() - JSON.length());
        found.put(name, read(name, bytes(zip, entry)));
      }
    }
    if (found.size() > MOST_FILES) {
      throw new IllegalArgumentException(
          "The jar carries more than "
              + MOST_FILES
              + " examples. Maybe keep those that tell most.");
    }
    return new ArrayList<>(found.values());
  }

  private static boolean isOne(ZipEntry entry) {
    String name = entry.getName();
    return name.startsWith(DIRECTORY)
        && name.endsWith(JSON)
        && name.indexOf('/', DIRECTORY.length()) < 0;
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalArgumentException(
            "The example " + entry.getName() + " is larger than 4 MiB. Maybe take a smaller one.");
      }
      return bytes;
    }
  }

  /** The call of an expert. */
  public Assignment assignment() {
    return new Assignment(called, goal, inputs, parameters);
  }

  /** The claim for a verifier. */
  public Claim claim() {
    return new Claim(name, inputs, parameters);
  }

  /** Whether an expert's call ended as it is to. */
  public boolean endsSo(ExpertOutcome outcome) {
    if (outcome instanceof ExpertOutcome.Declined declined) {
      return expect == Expect.DECLINED && (code.isEmpty() || code.equals(declined.code()));
    } else if (outcome instanceof ExpertOutcome.Failed failed) {
      return expect == Expect.FAILED && (code.isEmpty() || code.equals(failed.code()));
    }
    return outcome instanceof ExpertOutcome.Solved && expect == Expect.SOLVED;
  }

  /** Whether a verifier's call ended as it is to. */
  public boolean endsSo(Verdict verdict) {
    return expect == Expect.ACCEPTED
        ? verdict instanceof Verdict.Accepted
        : verdict instanceof Verdict.Rejected;
  }
}
