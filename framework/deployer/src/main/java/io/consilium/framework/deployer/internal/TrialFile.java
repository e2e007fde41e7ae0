package io.consilium.framework.deployer.internal;

import io.consilium.framework.modules.Publications.Role;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;

/**
 * Reads the text of a {@code NAME.rollout} file: a line for each setting, {@code key = value}, and
 * remarks behind {@code #}.
 */
final class TrialFile {
  private static final Set<String> KEYS =
      Set.of(
          "candidate",
          "mode",
          "share",
          "promote.after",
          "promote.margin",
          "promote.confidence",
          "rollback.faults");
  private static final double MOST = 1e9;

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private TrialFile() {}

  /** Such a file has mistakes: all of them, for a person, each with its line. */
  static final class Mistaken extends Exception {
    private static final long serialVersionUID = 1L;

    Mistaken(List<String> problems) {
      super(String.join(" ", problems));
    }
  }

  /**
   * @throws Mistaken if it is no such file
   */
  static TrialPlan parse(byte[] bytes) throws Mistaken {
    TrialFile file = new TrialFile();
    TrialPlan plan = file.plan(bytes);
    if (!file.problems.isEmpty()) {
      throw new Mistaken(file.problems);
    }
    return plan;
  }

  private TrialPlan plan(byte[] bytes) {
    read(bytes);
    String candidate = values.getOrDefault("candidate", "");
    if (candidate.isEmpty()) {
      problem("candidate", "the candidate is missing.", "Maybe write: candidate = 1.1.0");
    }
    TrialPlan.Rule otherwise = TrialPlan.Rule.DEFAULT;
    TrialPlan.Rule rule =
        new TrialPlan.Rule(
            (int) number("promote.after", otherwise.after(), TrialFile::count, "50, or 0"),
            number("promote.margin", otherwise.margin(), x -> x >= 0 && x < 1, "0.1"),
            number("promote.confidence", otherwise.confidence(), x -> x > 0.5 && x < 1, "0.95"),
            (int) number("rollback.faults", otherwise.faults(), TrialFile::count, "3, or 0"));
    return new TrialPlan(candidate, role(), rule);
  }

  private void read(byte[] bytes) {
    int number = 0;
    for (String line : text(bytes).split("\\R", -1)) {
      number++;
      int remark = line.indexOf('#');
      String said = (remark < 0 ? line : line.substring(0, remark)).strip();
      int equals = said.indexOf('=');
      if (equals < 0) {
        if (!said.isEmpty()) {
          problems.add(
              "Line " + number + ": no setting (" + said + "). Maybe write it as key = value.");
        }
        continue;
      }
      put(number, said.substring(0, equals).strip(), said.substring(equals + 1).strip());
    }
  }

  private String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      problems.add("Line 1: the file is not UTF-8 text. Maybe it is something else.");
      return "";
    }
  }

  private void put(int line, String key, String value) {
    if (!KEYS.contains(key)) {
      problems.add(
          "Line "
              + line
              + ": there is no such setting ("
              + key
              + "). Known: "
              + String.join(", ", new TreeSet<>(KEYS))
              + ".");
    } else if (lines.put(key, line) != null) {
      problems.add("Line " + line + ": " + key + " stands here twice. Maybe remove one.");
    }
    values.put(key, value);
  }

  private Role role() {
    String mode = values.getOrDefault("mode", "");
    if (mode.equals("canary")) {
      double share = share();
      return share > 0 ? Role.canary(share) : Role.SHADOW;
    }
    if (mode.equals("shadow")) {
      if (values.containsKey("share")) {
        problem("share", "a shadow has no share: it is asked beside.", "Maybe remove the line.");
      }
      return Role.SHADOW;
    }
    problem("mode", "the mode must be canary or shadow (" + mode + ").", "Maybe write canary.");
    return Role.SHADOW;
  }

  private double share() {
    String given = values.getOrDefault("share", "");
    boolean percent = given.endsWith("%");
    double share = parse(percent ? given.substring(0, given.length() - 1) : given);
    double part = percent ? share / 100 : share;
    if (!(part > 0 && part < 1)) {
      problem("share", "the share of a canary lies between 0 and 1 (" + given + ").", "Maybe 10%.");
      return 0;
    }
    return part;
  }

  private double number(String key, double otherwise, DoublePredicate fits, String example) {
    if (!values.containsKey(key)) {
      return otherwise;
    }
    double value = parse(values.get(key));
    if (!fits.test(value)) {
      problem(
          key, key + " does not fit (" + values.get(key) + ").", "Maybe write " + example + ".");
      return otherwise;
    }
    return value;
  }

  private static boolean count(double value) {
    return value >= 0 && value == Math.rint(value) && value < MOST;
  }

  /** Not a number if it is none. */
  private static double parse(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private void problem(String key, String what, String fix) {
    problems.add("Line " + lines.getOrDefault(key, 1) + ": " + what + " " + fix);
  }
}
