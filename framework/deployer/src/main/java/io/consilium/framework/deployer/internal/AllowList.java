package io.consilium.framework.deployer.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.task.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which plugins may come in, and the most that each may claim: a text file of lines such as
 *
 * <pre>
 * signer=3f0a... name=com.example.*   effect=reads-outside capabilities=fraud.*,text.*
 * </pre>
 *
 * @param lines in the order of the file
 * @param revision SHA-256 of what the file says, in hex: other lines, another revision
 */
record AllowList(List<Allowance> lines, String revision) {
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Set<String> KEYS =
      Set.of("digest", "signer", "name", "kinds", "effect", "capabilities");

  AllowList {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a list; a file that is not there is an empty one.
   *
   * @throws IOException if it cannot be read as one; the message is for a person, with line and
   *     column
   */
  static AllowList read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new AllowList(List.of(), Digest.of(new byte[0]).hex());
    }
    List<Allowance> lines = new ArrayList<>();
    StringBuilder said = new StringBuilder();
    int number = 0;
    for (String line : text(file)) {
      number++;
      String text = line.replaceFirst("#.*", "");
      if (!text.isBlank()) {
        lines.add(new Reading(file, number).line(text));
        said.append(text.strip().replaceAll("\\s+", " ")).append('\n');
      }
    }
    return new AllowList(lines, Digest.of(said.toString().getBytes(StandardCharsets.UTF_8)).hex());
  }

  private static List<String> text(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IOException(
          "the allow-list "
              + file
              + " cannot be read ("
              + e
              + "). Maybe save it as UTF-8 text that this host may read",
          e);
    }
  }

  /** The lines that are about a jar. */
  List<Allowance> about(PluginJar jar, Optional<String> signer) {
    return lines.stream().filter(line -> line.about(jar, signer)).toList();
  }

  /** A line and where it stands. */
  private record Reading(Path file, int number) {
    Allowance line(String text) throws IOException {
      Map<String, String> given = new HashMap<>();
      for (Matcher word = WORD.matcher(text); word.find(); ) {
        String[] parts = word.group().split("=", 2);
        if (parts.length < 2 || !KEYS.contains(parts[0]) || parts[1].isEmpty()) {
          throw wrong(word.start(), "expected one of " + keys() + ", got (" + word.group() + ")");
        }
        if (given.putIfAbsent(parts[0], value(parts, word.start())) != null) {
          throw wrong(word.start(), parts[0] + " stands twice in the line");
        }
      }
      if (!given.containsKey("digest")
          && !given.containsKey("signer")
          && !given.containsKey("name")) {
        throw wrong(0, "the line names nobody. Maybe begin it with digest=, signer= or name=");
      }
      if (!given.containsKey("effect") || !given.containsKey("capabilities")) {
        throw wrong(
            0,
            "the line does not say the most that may be claimed. Maybe add effect=pure"
                + " capabilities=*");
      }
      return new Allowance(
          number,
          Optional.ofNullable(given.get("digest")),
          Optional.ofNullable(given.get("signer")),
          Optional.ofNullable(given.get("name")),
          Set.copyOf(
              given.containsKey("kinds")
                  ? Arrays.asList(given.get("kinds").split(","))
                  : Claim.KINDS),
          Claims.effect(given.get("effect")).orElse(Effect.PURE),
          Arrays.asList(given.get("capabilities").split(",")));
    }

    private String value(String[] parts, int start) throws IOException {
      int column = start + parts[0].length() + 1;
      switch (parts[0]) {
        case "digest", "signer" -> {
          String hex =
              parts[1].toLowerCase(Locale.ROOT).replaceFirst("^sha-?256:", "").replace(":", "");
          if (!HEX.matcher(hex).matches()) {
            throw wrong(column, "this is no SHA-256 of 64 hex digits (" + parts[1] + ")");
          }
          return hex;
        }
        case "effect" -> {
          if (Claims.effect(parts[1]).isEmpty()) {
            throw wrong(
                column, "effect must be pure, reads-outside or writes-outside (" + parts[1] + ")");
          }
        }
        case "kinds" -> {
          if (!Claim.KINDS.containsAll(Arrays.asList(parts[1].split(",")))) {
            throw wrong(
                column, "kinds are " + String.join(", ", Claim.KINDS) + " (" + parts[1] + ")");
          }
        }
        default -> {
          // Names and capabilities are globs: anything goes.
        }
      }
      return parts[1];
    }

    private static String keys() {
      return "digest=, signer=, name=, kinds=, effect=, capabilities=";
    }

    private IOException wrong(int column, String what) {
      return new IOException(
          "the allow-list " + file + ", line " + number + ", column " + (column + 1) + ": " + what);
    }
  }
}
