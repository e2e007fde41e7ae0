package io.consilium.framework.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The plugins' configurations. A pid is a bundle's symbolic name; its file is {@code
 * DIR/config/<pid>.yaml}. No value of a secret is ever in what this gives: only where it stands.
 * Thread-safe.
 */
@ProviderType
public interface Configurations {

  /** Where a configuration stands. */
  enum State {
    /** It holds. */
    APPLIED,
    /** It is wrong, or denied; what held before goes on. */
    REFUSED,
    /** No plugin of that name runs. */
    ABSENT,
    /** Nothing is set; the defaults hold. */
    UNSET
  }

  /**
   * A configuration in short.
   *
   * @param revision of what holds, in hex; empty if nothing is set
   * @param file its file, whether there is one or not
   * @param problems why it is refused, for a person
   */
  record Listed(String pid, State state, String revision, Path file, List<String> problems) {
    public Listed {
      problems = List.copyOf(problems);
    }
  }

  /**
   * One setting as it holds.
   *
   * @param value its texts, one unless it is a list; a reference in place of a secret; empty if
   *     neither set nor defaulted
   * @param from the file that says so; empty for a default
   * @param allowed what may stand there, in words; empty if the plugin does not say
   */
  record Value(String key, List<String> value, String from, String allowed, String description) {
    public Value {
      value = List.copyOf(value);
    }
  }

  /**
   * A configuration as a whole.
   *
   * @param declared whether the plugin says what may be set
   */
  record Shown(Listed head, boolean declared, List<Value> values) {
    public Shown {
      values = List.copyOf(values);
    }
  }

  /** Every plugin that has or may have a configuration, and every file, by pid. */
  List<Listed> list();

  /**
   * One configuration.
   *
   * @throws IllegalArgumentException if there is neither such a plugin nor such a file
   */
  Shown show(String pid);

  /**
   * Changes keys and brings the change into force: returns once it holds, or is refused, and then
   * the file is as it was.
   *
   * @param set a key with several values makes a list
   * @return how it stands then
   * @throws IllegalArgumentException if the pid or a key is no name, or no plugin has it
   */
  Listed change(String pid, Map<String, List<String>> set, Set<String> unset);

  /**
   * Checks files and applies nothing.
   *
   * @param file whose name without {@code .yaml} is the pid
   * @return what is wrong, for a person; empty if it is sound
   * @throws IllegalArgumentException if there is no such file
   */
  List<String> check(Path file);
}
