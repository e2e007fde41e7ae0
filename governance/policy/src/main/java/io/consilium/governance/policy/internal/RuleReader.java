package io.consilium.governance.policy.internal;

import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling.Effect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the rules of files: what is wrong goes to the problems of the file it stands in. */
public final class RuleReader {
  private static final int MAX_RULES = 1_000;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final List<String> FIELDS = List.of("name", "at", "when");
  static final List<String> POINTS =
      Arrays.stream(PolicyPoint.values()).map(Variables::written).toList();

  private final Map<String, String> seen = new HashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private int begun;

  /** Reads one file's content; all files of a policy go through one reader. */
  public void read(Source source, byte[] bytes) {
    source.parse(bytes).ifPresent(root -> root(source, root));
  }

  /** All rules that were read. */
  public List<Rule> rules() {
    return List.copyOf(rules);
  }

  private void root(Source source, Yaml root) {
    Yaml list = root.fields(List.of("rules")).get("rules");
    if (list == null) {
      root.problem("The field \"rules\" is missing.", "Maybe start the file with \"rules:\".");
      return;
    }
    for (Yaml item : list.items()) {
      if (++begun > MAX_RULES) {
        item.problem("There are more than " + MAX_RULES + " rules.", "Maybe join some.");
        return;
      }
      rule(source, item);
    }
  }

  private void rule(Source source, Yaml at) {
    List<String> known = new ArrayList<>(FIELDS);
    known.addAll(Effects.NAMES);
    Map<String, Yaml> fields = at.fields(known);
    if (!at.isMap()) {
      return;
    }
    Optional<String> name = name(source, at, fields.get("name"));
    Optional<PolicyPoint> point = point(at, fields.get("at"));
    List<String> effects = Effects.NAMES.stream().filter(fields::containsKey).toList();
    if (effects.size() != 1) {
      at.problem(
          "A rule has exactly one effect, not " + effects.size() + ".",
          "Maybe write one of: " + String.join(", ", Effects.NAMES) + ".");
    } else if (name.isPresent() && point.isPresent()) {
      rule(source, at, name.get(), point.get(), effects.get(0), fields);
    }
  }

  private void rule(
      Source source,
      Yaml at,
      String name,
      PolicyPoint point,
      String word,
      Map<String, Yaml> fields) {
    Effect effect = Effects.named(word);
    Yaml said = fields.get(word);
    if (!Effects.at(point).contains(effect)) {
      said.problem(
          "A rule at " + Variables.written(point) + " cannot say (" + word + ").",
          "It may say: "
              + Effects.at(point).stream().map(Variables::written).collect(Collectors.joining(", "))
              + ".");
      return;
    }
    Optional<Expression> when = Optional.empty();
    if (fields.containsKey("when")) {
      when = Expression.compile(point, fields.get("when"), true);
    }
    boolean compiled = when.isPresent() || !fields.containsKey("when");
    Optional<PolicyAnswer> answer = Effects.read(name, effect, said);
    List<Expression> shown = effect == Effect.APPROVAL ? Effects.shown(point, said) : List.of();
    if (compiled && answer.isPresent()) {
      String place = source.name() + ":" + at.line();
      rules.add(new Rule(name, place, point, when, effect, answer.get(), shown));
    }
  }

  private Optional<String> name(Source source, Yaml rule, Yaml at) {
    Optional<String> name = Optional.ofNullable(at).flatMap(Yaml::text);
    if (at == null) {
      rule.problem("The field \"name\" is missing.", "Maybe write name: what-it-forbids.");
    } else if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      at.problem(
          "Not a name (" + name.get() + ").",
          "Maybe use small letters, digits and dashes, 64 at most.");
      return Optional.empty();
    } else if (name.isPresent()) {
      String before = seen.putIfAbsent(name.get(), source.name() + ":" + at.line());
      if (before != null) {
        at.problem(
            "Another rule has this name (" + name.get() + ").", "It stands at " + before + ".");
      }
    }
    return name;
  }

  static Optional<PolicyPoint> point(Yaml owner, Yaml at) {
    if (at == null) {
      owner.problem(
          "The field \"at\" is missing.", "It names a point: " + String.join(", ", POINTS) + ".");
      return Optional.empty();
    }
    return at.word(POINTS)
        .map(word -> PolicyPoint.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
  }
}
