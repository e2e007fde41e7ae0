package io.consilium.governance.policy.internal;

import io.consilium.governance.policy.PolicyError.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * One YAML 1.2 file, and what is wrong with it. Never builds an object of a named class; refuses
 * what is large, deep, or stands for more than is written: rules need no anchors.
 */
public final class Source {
  /** Largest file that is read: 256 KiB. */
  public static final int MAX_BYTES = 256 << 10;

  private static final int MAX_DEPTH = 20;
  private static final int MAX_EVENTS = 60_000;
  private static final int MOST_PROBLEMS = 50;
  private static final int LONGEST_MESSAGE = 1_000;

  /** Control and format characters, and half pairs. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).setAllowDuplicateKeys(true).build();

  private final String name;
  private final List<Problem> problems = new ArrayList<>();
  private String text = "";

  /**
   * @param name how messages call the file
   */
  public Source(String name) {
    this.name = name;
  }

  /** The document's root; empty if there is none, or something is wrong with it. */
  Optional<Yaml> parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      problem(
          0,
          0,
          "The file is too large (more than " + MAX_BYTES + " bytes).",
          "Maybe this is not a rule file, or should be several.");
      return Optional.empty();
    }
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return harmless() ? root() : Optional.empty();
    } catch (CharacterCodingException e) {
      problem(0, 0, "The file is not UTF-8 text.", "Maybe this is not a rule file.");
    } catch (MarkedYamlEngineException e) {
      problem(
          e.getProblemMark(),
          "Not YAML: " + e.getProblem() + ".",
          "Maybe check the indentation, or quote a text that holds \": \" or \" #\".");
    } catch (RuntimeException e) {
      // The reader does not wrap all that it throws: the tag !sb%e is an illegal argument to it.
      problem(0, 0, "Not YAML: " + e.getMessage() + ".", "Maybe this is not a rule file.");
    }
    return Optional.empty();
  }

  private Optional<Yaml> root() {
    Optional<Yaml> root =
        new Compose(SETTINGS).composeString(text).map(node -> new Yaml(this, node));
    if (root.isEmpty()) {
      problem(0, 0, "The file is empty.", "Maybe copy one of the examples.");
    }
    return root;
  }

  /** Composing recurses and expands, so the flat stream of events is looked at first. */
  private boolean harmless() {
    int depth = 0;
    int events = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (event instanceof AliasEvent) {
        problem(event.getStartMark(), "A rule file has no aliases.", "Maybe write it out.");
        return false;
      }
      if (depth > MAX_DEPTH || ++events > MAX_EVENTS) {
        problem(
            event.getStartMark(),
            "The file holds too much, or is nested too deep.",
            "Maybe this is not a rule file.");
        return false;
      }
    }
    return true;
  }

  private void problem(Optional<Mark> mark, String message, String fix) {
    problem(
        mark.map(m -> m.getLine() + 1).orElse(0),
        mark.map(m -> m.getColumn() + 1).orElse(0),
        message,
        fix);
  }

  void problem(int line, int column, String message, String fix) {
    Problem problem = new Problem(name, line, column, shown(message), fix);
    if (problems.size() < MOST_PROBLEMS && !problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** A file may hold a text that is long, or that a terminal obeys. */
  private static String shown(String message) {
    String plain = CONTROL.matcher(message).replaceAll("?");
    return plain.length() <= LONGEST_MESSAGE
        ? plain
        : plain.substring(0, LONGEST_MESSAGE - 4) + " ...";
  }

  public List<Problem> problems() {
    return problems;
  }

  String name() {
    return name;
  }

  /** A line of the file, from 1; empty past its end. */
  String line(int number) {
    return text.lines().skip(number - 1L).findFirst().orElse("");
  }
}
