package io.consilium.framework.configuration.internal;

import io.consilium.api.host.Secret;
import io.consilium.framework.configuration.Configurations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;

/** Answers for people. */
final class DefaultConfigurations implements Configurations {
  private final LiveConfigurations live;
  private final ConfigDirectory directory;
  private final Preparation preparation;

  DefaultConfigurations(
      LiveConfigurations live, ConfigDirectory directory, Preparation preparation) {
    this.live = live;
    this.directory = directory;
    this.preparation = preparation;
  }

  @Override
  public List<Listed> list() {
    Set<String> pids = new TreeSet<>(live.pids());
    preparation.running().forEach(bundle -> pids.add(bundle.getSymbolicName()));
    List<Listed> all = new ArrayList<>();
    pids.stream().map(this::listed).filter(DefaultConfigurations::telling).forEach(all::add);
    directory.strays().stream().sorted().map(DefaultConfigurations::stray).forEach(all::add);
    return all;
  }

  private static Listed stray(Path file) {
    String name = file.getFileName().toString();
    String why =
        name
            + " is not read. Maybe make it a file that is named after the plugin: its symbolic name and"
            + " .yaml.";
    return new Listed(name, State.REFUSED, "", file, List.of(why));
  }

  /** A file that was removed from nobody's plugin is nothing to tell of. */
  private static boolean telling(Listed listed) {
    return listed.state() != State.ABSENT || Files.exists(listed.file());
  }

  private Listed listed(String pid) {
    Standing standing = live.standing(pid);
    State state =
        !standing.problems().isEmpty()
            ? State.REFUSED
            : preparation.running(pid).isEmpty()
                ? State.ABSENT
                : standing.revision().isPresent() ? State.APPLIED : State.UNSET;
    return new Listed(
        pid, state, standing.revision().orElse(""), directory.file(pid), standing.problems());
  }

  @Override
  public Shown show(String pid) {
    ConfigDirectory.checked(pid, pid);
    Optional<Bundle> bundle = preparation.running(pid).stream().findFirst();
    Listed head = listed(pid);
    if (bundle.isEmpty()) {
      if (!Files.exists(head.file())) {
        throw unknown(pid);
      }
      return new Shown(head, false, List.of());
    }
    try {
      Declared declared = Declared.of(bundle.get());
      ConfigFile file = live.standing(pid).holding().orElse(ConfigFile.none(directory.name(pid)));
      Given given = Given.of(pid, file, preparation.section(pid, declared));
      return new Shown(head, declared.type().isPresent(), values(declared, given));
    } catch (BadConfiguration e) {
      // It says what may be set, and nobody can read it.
      return new Shown(withProblems(head, e.problems()), true, List.of());
    }
  }

  private static Listed withProblems(Listed head, List<String> problems) {
    return head.problems().isEmpty()
        ? new Listed(head.pid(), head.state(), head.revision(), head.file(), problems)
        : head;
  }

  private static List<Value> values(Declared declared, Given given) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Attribute attribute : declared.attributes().values()) {
      List<String> otherwise =
          attribute.otherwise().map(DefaultConfigurations::texts).orElse(List.of());
      values.put(
          attribute.key(),
          new Value(attribute.key(), otherwise, "", attribute.allowed(), attribute.description()));
    }
    given
        .settings()
        .forEach(
            (key, setting) -> {
              Value known = values.getOrDefault(key, new Value(key, List.of(), "", "", ""));
              values.put(
                  key,
                  new Value(
                      key,
                      shown(declared.attributes().get(key), setting),
                      setting.from(),
                      known.allowed(),
                      known.description()));
            });
    return List.copyOf(values.values());
  }

  /** A secret in plain text is refused, and shown no more than one that is not. */
  private static List<String> shown(Attribute attribute, Given.Setting setting) {
    return attribute == null || !attribute.secret()
        ? setting.values()
        : setting.values().stream()
            .map(text -> Reference.of(text).isPresent() ? text : Secret.MASK)
            .toList();
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private IllegalArgumentException unknown(String pid) {
    return new IllegalArgumentException(
        preparation
            .reserved(pid)
            .orElse(
                "No plugin of that name runs ("
                    + pid
                    + "). Maybe see: ./consilium config list. A file "
                    + directory.file(pid)
                    + " is checked when its plugin comes."));
  }

  @Override
  public Listed change(String pid, Map<String, List<String>> set, Set<String> unset) {
    ConfigDirectory.checked(pid, pid);
    if (preparation.running(pid).isEmpty()) {
      throw unknown(pid);
    }
    try {
      live.change(pid, set, unset);
      return listed(pid);
    } catch (BadConfiguration e) {
      return new Listed(
          pid,
          State.REFUSED,
          live.standing(pid).revision().orElse(""),
          directory.file(pid),
          e.problems());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The configuration cannot be written ("
              + e.getMessage()
              + "). Maybe free some space, or look at who may write "
              + directory.file(pid)
              + ".",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("The host stops. Maybe try again when it is back.", e);
    }
  }

  @Override
  public List<String> check(Path file) {
    String pid = ConfigDirectory.pid(file);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("There is no file " + file + ". Maybe check the path.");
    }
    List<Bundle> bundles = preparation.running(pid);
    if (bundles.isEmpty()) {
      return List.of(file.getFileName() + ": " + unknown(pid).getMessage());
    }
    List<String> problems = new ArrayList<>();
    for (Bundle bundle : bundles) {
      try {
        preparation.prepare(
            bundle, ConfigFile.parse(file.getFileName().toString(), ConfigDirectory.bytes(file)));
      } catch (BadConfiguration e) {
        problems.addAll(e.problems());
      } catch (IOException e) {
        problems.add(file + " cannot be read (" + e.getMessage() + ").");
      }
    }
    return problems.stream().distinct().toList();
  }
}
