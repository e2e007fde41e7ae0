package io.consilium.distribution.host;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The plugin directories, as files: a host that runs follows them, and none need run.
 *
 * @param directory the user's
 * @param shipped the distribution's
 */
record PluginDirectory(Path directory, Path shipped) {
  /** Digits of a digest that name a jar. */
  private static final int SHORT = 12;

  /** A trial is written before its jar is copied: longer than that takes. */
  private static final Duration COPYING = Duration.ofMinutes(1);

  private static final Pattern CANDIDATE = Pattern.compile("\\s*candidate\\s*=\\s*([^\\s#]+).*");

  /** Every plugin's jar; what is none is left out. */
  List<JarIdentity> jars() {
    List<JarIdentity> jars = new ArrayList<>();
    for (Path where : List.of(directory, shipped)) {
      for (Path file : list(where)) {
        try {
          jars.add(JarIdentity.read(file));
        } catch (IOException | IllegalArgumentException e) {
          continue; // no plugin, and the host says so
        }
      }
    }
    return jars;
  }

  private static List<Path> list(Path where) {
    try (Stream<Path> files = Files.list(where)) {
      return files.filter(file -> file.getFileName().toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Those of one plugin. */
  List<JarIdentity> jars(String bundle) {
    return jars().stream().filter(jar -> jar.bundle().equals(bundle)).toList();
  }

  /** The highest version of a plugin that is there. */
  Optional<JarIdentity> newest(String bundle) {
    return newest(jars(bundle));
  }

  private static Optional<JarIdentity> newest(List<JarIdentity> jars) {
    return jars.stream().max(Comparator.comparing(JarIdentity::version));
  }

  /** Where a trial of a plugin is written. */
  Path trial(String bundle) {
    return directory.resolve(encoded(bundle) + ".rollout");
  }

  /** As the host writes it; hidden files are nobody's. */
  private static String encoded(String bundle) {
    return URLEncoder.encode(bundle, StandardCharsets.UTF_8).replaceFirst("^\\.", "%2E");
  }

  /**
   * Writes how a jar is to be tried beside the version that serves; to be done before it is copied,
   * or it would take over.
   *
   * @param share of the tasks; empty for a shadow
   * @throws Complaint if there is nothing to try it beside, it is the newest, or another is tried
   */
  void writeTrial(JarIdentity jar, Optional<Double> share) {
    List<JarIdentity> there = jars(jar.bundle());
    if (there.stream().allMatch(one -> one.digest().equals(jar.digest()))) {
      throw Complaint.usage(
          "There is no other version of "
              + jar.bundle()
              + " to try it beside. Maybe install it without --canary and --shadow.");
    }
    Path file = trial(jar.bundle());
    boolean newest = newest(there).filter(one -> one.digest().equals(jar.digest())).isPresent();
    if (newest && !Files.exists(file)) {
      throw Complaint.usage(
          jar.words()
              + " is the newest that is there: tried, it would step down for an older one. Maybe"
              + " see: ./consilium plugin inspect "
              + jar.bundle());
    }
    if (Files.exists(file) && stale(file, jar.bundle())) {
      delete(file);
    }
    String text =
        "# "
            + jar.words()
            + " beside the version that serves. Delete this file to promote it by hand.\n"
            + "candidate = "
            + jar.digest()
            + "\n"
            + share.map(part -> "mode = canary\nshare = " + percent(part)).orElse("mode = shadow")
            + "\npromote.after = 50\npromote.margin = 0.1\npromote.confidence = 0.95\n"
            + "rollback.faults = 3\n";
    try {
      Files.createDirectories(directory);
      // Of two who write it at once one must be told: the other's jar would take over.
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw Complaint.usage(
          "A version of "
              + jar.bundle()
              + " is tried already ("
              + file
              + "). Maybe end that first: ./consilium plugin promote "
              + jar.bundle()
              + ", or ./consilium plugin rollback "
              + jar.bundle());
    } catch (IOException e) {
      throw unwritten(file, e);
    }
  }

  /** Whether a trial was left behind by a candidate that is gone, and not one on his way. */
  private boolean stale(Path trial, String bundle) {
    try {
      Instant written = Files.getLastModifiedTime(trial).toInstant();
      return written.isBefore(Instant.now().minus(COPYING)) && !names(trial, bundle);
    } catch (IOException e) {
      return false; // what cannot be read is not for us to end
    }
  }

  private boolean names(Path trial, String bundle) throws IOException {
    for (String line : Files.readAllLines(trial)) {
      Matcher said = CANDIDATE.matcher(line);
      if (said.matches()) {
        String one = said.group(1);
        return jars(bundle).stream()
            .anyMatch(
                jar ->
                    jar.version().toString().equals(one)
                        || one.length() >= SHORT && jar.digest().startsWith(one));
      }
    }
    return false;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unwritten(file, e);
    }
  }

  /**
   * Copies a jar here, whole or not at all.
   *
   * @param beside whether no other jar's file may be replaced; another plugin's never is
   * @throws Complaint if it is not the jar any more that was looked at
   */
  Path copy(JarIdentity jar, boolean beside) {
    Path target = directory.resolve(jar.file().getFileName());
    boolean hidden = target.getFileName().toString().startsWith(".");
    if (hidden || Files.exists(target) && (beside || holdsAnother(target, jar.bundle()))) {
      target =
          directory.resolve(
              encoded(jar.bundle()) + "-" + jar.version() + "-" + short12(jar) + ".jar");
    }
    Path part =
        target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      Files.createDirectories(directory);
      Files.copy(jar.file(), part, StandardCopyOption.REPLACE_EXISTING);
      if (!JarIdentity.read(part).digest().equals(jar.digest())) {
        throw Complaint.usage(
            "The file "
                + jar.file()
                + " changed while it was copied. Maybe it is still being built: try again.");
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritten(target, e);
    } finally {
      delete(part);
    }
    return target;
  }

  /** A file of the same name that is another plugin's is not ours to replace. */
  private static boolean holdsAnother(Path file, String bundle) {
    try {
      return !JarIdentity.read(file).bundle().equals(bundle);
    } catch (IOException | IllegalArgumentException e) {
      return false; // no plugin
    }
  }

  private static String short12(JarIdentity jar) {
    return jar.digest().substring(0, SHORT);
  }

  private static Complaint unwritten(Path target, IOException e) {
    return Complaint.usage(
        "The plugin cannot be copied to "
            + target
            + " ("
            + e.getMessage()
            + "). Maybe free some space, or name another work directory with --work.");
  }

  /** A share as a person writes it: {@code 12.5%}. */
  static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }
}
