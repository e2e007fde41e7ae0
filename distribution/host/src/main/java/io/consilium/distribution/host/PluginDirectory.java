package io.consilium.distribution.host;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The plugin directories, as files: a host that runs follows them, and none need run.
 *
 * @param directory the user's
 * @param shipped the distribution's
 */
record PluginDirectory(Path directory, Path shipped) {

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

  /** The highest version of a plugin that is there. */
  Optional<JarIdentity> newest(String bundle) {
    return jars().stream()
        .filter(jar -> jar.bundle().equals(bundle))
        .max(Comparator.comparing(JarIdentity::version));
  }

  /** Where a trial of a plugin is written. */
  Path trial(String bundle) {
    return directory.resolve(URLEncoder.encode(bundle, StandardCharsets.UTF_8) + ".rollout");
  }

  /**
   * Writes how a jar is to be tried beside the version that serves; to be done before it is copied,
   * or it would take over.
   *
   * @param share of the tasks; empty for a shadow
   * @throws Complaint if there is nothing to try it beside, or another is tried
   */
  void writeTrial(JarIdentity jar, Optional<Double> share) {
    boolean beside =
        jars().stream()
            .anyMatch(
                one -> one.bundle().equals(jar.bundle()) && !one.digest().equals(jar.digest()));
    if (!beside) {
      throw Complaint.usage(
          "There is no other version of "
              + jar.bundle()
              + " to try it beside. Maybe install it without --canary and --shadow.");
    }
    Path file = trial(jar.bundle());
    if (Files.exists(file)) {
      throw Complaint.usage(
          "A version of "
              + jar.bundle()
              + " is tried already ("
              + file
              + "). Maybe end that first: ./consilium plugin promote "
              + jar.bundle());
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
    write(file, part -> Files.writeString(part, text));
  }

  /**
   * Copies a jar here.
   *
   * @param beside whether no other jar's file may be replaced
   */
  Path copy(JarIdentity jar, boolean beside) {
    Path target = directory.resolve(jar.file().getFileName());
    if (beside && Files.exists(target)) {
      String name = URLEncoder.encode(jar.bundle(), StandardCharsets.UTF_8);
      target = directory.resolve(name + "-" + jar.version() + "-" + short12(jar) + ".jar");
    }
    write(target, part -> Files.copy(jar.file(), part, StandardCopyOption.REPLACE_EXISTING));
    return target;
  }

  private static String short12(JarIdentity jar) {
    return jar.digest().substring(0, 12);
  }

  private interface Writing {
    void to(Path part) throws IOException;
  }

  private static void write(Path target, Writing writing) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      writing.to(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Complaint.usage(
          "The plugin cannot be copied to "
              + target
              + " ("
              + e.getMessage()
              + "). Maybe free some space, or name another work directory with --work.");
    }
  }

  /** A share as a person writes it: {@code 12.5%}. */
  static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }
}
