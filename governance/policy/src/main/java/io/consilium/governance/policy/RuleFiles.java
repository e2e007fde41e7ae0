package io.consilium.governance.policy;

import io.consilium.api.task.Digest;
import io.consilium.governance.policy.PolicyError.Problem;
import io.consilium.governance.policy.internal.Rule;
import io.consilium.governance.policy.internal.RuleReader;
import io.consilium.governance.policy.internal.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of directories: every {@code *.yaml} in them that is no {@code *.test.yaml}; one that
 * is only almost called so is a problem. All directories hold at once, since rules only ever forbid
 * more.
 */
public final class RuleFiles {
  /** What the files of tests are called. */
  public static final String TEST = ".test.yaml";

  private static final String ENDING = ".yaml";
  private static final Pattern ALMOST =
      Pattern.compile("[^.].*\\.ya?ml", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final int MAX_FILES = 200;

  private final String revision;
  private final List<Rule> rules;
  private final Set<Path> directories;

  private RuleFiles(String revision, List<Rule> rules, Set<Path> directories) {
    this.revision = revision;
    this.rules = List.copyOf(rules);
    this.directories = Set.copyOf(directories);
  }

  /** SHA-256 over names and contents of the files, in hex; empty if there is no file. */
  public String revision() {
    return revision;
  }

  /** How many rules there are. */
  public int size() {
    return rules.size();
  }

  /** Those of the directories that hold at least one rule. */
  public Set<Path> directories() {
    return directories;
  }

  List<Rule> rules() {
    return rules;
  }

  /**
   * Reads all rules; a directory is passed over only if it is certain that it does not exist.
   *
   * @throws PolicyError if anything is wrong with any file; every problem found is named
   */
  public static RuleFiles read(List<Path> directories) {
    List<Path> files = files(directories, false);
    if (files.isEmpty()) {
      // A host without rules does not even load what reads them.
      return new RuleFiles("", List.of(), Set.of());
    }
    RuleReader reader = new RuleReader();
    List<Problem> problems = new ArrayList<>();
    StringBuilder contents = new StringBuilder();
    Set<Path> holding = new HashSet<>();
    for (Path file : files) {
      if (!directories.contains(file.getParent())) {
        problems.add(
            new Problem(
                file.toString(),
                0,
                0,
                "Only files in the directory itself are read as rules.",
                "Maybe move it there."));
        continue;
      }
      Source source = new Source(name(file));
      byte[] bytes = bytes(file);
      int before = reader.rules().size();
      if (name(file).endsWith(ENDING)) {
        reader.read(source, bytes);
      } else {
        problems.add(
            new Problem(
                file.toString(),
                0,
                0,
                "Only files whose name ends in .yaml are read as rules.",
                "Maybe rename it so."));
      }
      if (reader.rules().size() > before) {
        holding.add(file.getParent());
      }
      problems.addAll(source.problems());
      contents.append(line(file, bytes));
    }
    if (!problems.isEmpty()) {
      throw new PolicyError(problems);
    }
    return new RuleFiles(revision(contents), reader.rules(), holding);
  }

  /**
   * The revision of the files as they are now, sound or not; takes far less than to read the rules.
   *
   * @throws PolicyError if a file cannot be read
   */
  public static String revision(List<Path> directories) {
    StringBuilder contents = new StringBuilder();
    files(directories, false).forEach(file -> contents.append(line(file, bytes(file))));
    return revision(contents);
  }

  private static String line(Path file, byte[] bytes) {
    return Digest.of(bytes).hex() + " " + name(file) + "\n";
  }

  private static String revision(StringBuilder contents) {
    return contents.isEmpty()
        ? ""
        : Digest.of(contents.toString().getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** The files of rules, or of tests, by name. */
  static List<Path> files(List<Path> directories, boolean tests) {
    List<Path> found = new ArrayList<>();
    for (Path directory : directories) {
      if (!absent(directory)) {
        try (Stream<Path> list = Files.list(directory)) {
          list.flatMap(file -> tests ? Stream.of(file) : withWhatLiesIn(file))
              .filter(file -> ALMOST.matcher(name(file)).matches())
              .filter(file -> name(file).endsWith(TEST) == tests)
              .sorted()
              .forEach(found::add);
        } catch (IOException e) {
          throw unreadable(directory, e);
        }
      }
    }
    if (found.size() > MAX_FILES) {
      throw new PolicyError(
          List.of(
              new Problem(
                  directories.toString(),
                  0,
                  0,
                  "There are more than " + MAX_FILES + " files.",
                  "Maybe join some.")));
    }
    return found;
  }

  /** Rules in a directory below would be in force for nobody, and nobody would notice. */
  private static Stream<Path> withWhatLiesIn(Path file) {
    if (!Files.isDirectory(file) || name(file).startsWith(".")) {
      return Stream.of(file);
    }
    try (Stream<Path> within = Files.list(file)) {
      return Stream.concat(Stream.of(file), within.toList().stream());
    } catch (IOException e) {
      // Such as lost+found, at the point of a mount.
      return Stream.of(file);
    }
  }

  /** What cannot be looked at, or is a link to nowhere, may well hold rules elsewhere. */
  private static boolean absent(Path directory) {
    Path wanted = directory.toAbsolutePath();
    Path there = wanted;
    while (there != null && Files.notExists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    return there != null && !there.equals(wanted) && Files.isDirectory(there);
  }

  /** A file's content, or a little more than may be read of it. */
  static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Source.MAX_BYTES + 1);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static PolicyError unreadable(Path file, IOException e) {
    return new PolicyError(
        List.of(
            new Problem(
                file.toString(),
                0,
                0,
                "It cannot be read (" + e.getMessage() + ").",
                "Maybe it is a directory, a link to what is not there, or its permissions forbid it.")));
  }

  static String name(Path file) {
    return file.getFileName().toString();
  }
}
