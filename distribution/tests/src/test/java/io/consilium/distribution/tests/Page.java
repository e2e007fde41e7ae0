package io.consilium.distribution.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the docs that is a script. A fence of {@code console} holds commands, each a line that
 * begins with {@code $}, and what they say; any other fence that follows a line of nothing but a
 * path in backquotes and a colon is that file.
 */
record Page(List<Step> steps) {
  private static final Pattern NAMED = Pattern.compile("`([^` ]+)`:");
  private static final String PROMPT = "$ ";

  /** What a reader does. */
  sealed interface Step {}

  /** Writes a file. */
  record Write(String path, String content) implements Step {}

  /**
   * Types a line.
   *
   * @param says lines to be found in this order in what is said; {@code ...} stands for anything
   */
  record Type(String line, List<String> says) implements Step {}

  static Page read(Path file) throws IOException {
    List<Step> steps = new ArrayList<>();
    List<String> fence = null;
    String language = "";
    String named = "";
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("```")) {
        if (fence != null) {
          fence.add(line);
        } else if (!line.isBlank()) {
          Matcher path = NAMED.matcher(line);
          named = path.matches() ? path.group(1) : "";
        }
      } else if (fence == null) {
        fence = new ArrayList<>();
        language = line.substring(3);
      } else {
        add(steps, language, named, fence);
        fence = null;
        named = "";
      }
    }
    return new Page(List.copyOf(steps));
  }

  private static void add(List<Step> steps, String language, String named, List<String> fence) {
    if (!named.isEmpty()) {
      steps.add(new Write(named, String.join("\n", fence) + "\n"));
    } else if (language.equals("console")) {
      type(steps, fence);
    }
  }

  private static void type(List<Step> steps, List<String> fence) {
    String line = null;
    List<String> says = new ArrayList<>();
    for (String one : fence) {
      if (one.startsWith(PROMPT)) {
        if (line != null) {
          steps.add(new Type(line, List.copyOf(says)));
        }
        line = one.substring(PROMPT.length());
        says.clear();
      } else {
        says.add(one);
      }
    }
    steps.add(new Type(line, List.copyOf(says)));
  }

  /**
   * The first line of a page's step that was not said, after those before it; empty if all were.
   */
  static String missing(List<String> says, String said) {
    return missing(says, said, (one, line) -> pattern(one).matcher(line).matches());
  }

  /** As above, with what it means that a line of the page is a line that was said. */
  static String missing(List<String> says, String said, BiPredicate<String, String> same) {
    List<String> lines = said.lines().map(String::strip).toList();
    int at = 0;
    for (String one : says) {
      boolean found = one.equals("...");
      while (!found && at < lines.size()) {
        found = same.test(one.strip(), lines.get(at++));
      }
      if (!found) {
        return one;
      }
    }
    return "";
  }

  private static Pattern pattern(String line) {
    StringBuilder regex = new StringBuilder();
    for (String part : line.split("\\.\\.\\.", -1)) {
      regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString());
  }
}
