package io.consilium.governance.policy.internal;

import io.consilium.api.host.Settings;
import io.consilium.api.planner.Ref;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyAnswer.Approval;
import io.consilium.api.policy.PolicyAnswer.Cap;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling.Effect;
import io.consilium.api.task.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a rule says when it matches: exactly one effect, one that its point knows. */
final class Effects {
  static final List<String> NAMES = List.of("allow", "deny", "require", "cap", "mask", "approval");

  private static final Duration DAY = Duration.ofDays(1);
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d)");
  private static final Pattern PATH =
      Pattern.compile("[a-z][A-Za-z0-9-]{0,63}+(\\.[^.\\s]{1,64}+){0,32}+");

  private Effects() {}

  /** The effects that make sense at a point. */
  static Set<Effect> at(PolicyPoint point) {
    Set<Effect> effects = EnumSet.of(Effect.ALLOW, Effect.DENY);
    switch (point) {
      case TASK_ADMITTED -> effects.addAll(Set.of(Effect.CAP, Effect.APPROVAL));
      case PLAN_ACCEPTED -> effects.addAll(Set.of(Effect.CAP, Effect.APPROVAL, Effect.REQUIRE));
      case BEFORE_EFFECT -> effects.add(Effect.APPROVAL);
      case BEFORE_ANSWER -> effects.addAll(Set.of(Effect.MASK, Effect.APPROVAL));
      default -> {}
    }
    return effects;
  }

  static Effect named(String name) {
    return Effect.valueOf(name.toUpperCase(Locale.ROOT));
  }

  static Optional<PolicyAnswer> read(String rule, Effect effect, Yaml at) {
    return switch (effect) {
      case ALLOW -> at.text().map(why -> new PolicyAnswer.Allow());
      case DENY -> at.text().map(message -> new PolicyAnswer.Deny(rule, message));
      case REQUIRE -> require(rule, at);
      case CAP -> cap(at);
      case MASK -> mask(at);
      case APPROVAL -> approval(rule, at);
      case BROKE -> Optional.empty();
    };
  }

  private static Optional<PolicyAnswer> require(String rule, Yaml at) {
    if (!at.isMap()) {
      return at.text().map(id -> new PolicyAnswer.Require(rule, id, Map.of(), Settings.EMPTY));
    }
    Map<String, Yaml> fields = at.fields(List.of("verifier", "inputs", "settings"));
    Map<String, List<Ref>> inputs = new HashMap<>();
    if (fields.containsKey("inputs")) {
      fields.get("inputs").fields().forEach((name, refs) -> inputs.put(name, refs(refs)));
    }
    Settings settings =
        fields.containsKey("settings")
            ? new Settings(Scalars.map(fields.get("settings")))
            : Settings.EMPTY;
    if (!fields.containsKey("verifier")) {
      at.problem("The field \"verifier\" is missing.", "Maybe write verifier: ID.");
      return Optional.empty();
    }
    return fields
        .get("verifier")
        .text()
        .map(id -> new PolicyAnswer.Require(rule, id, inputs, settings));
  }

  private static List<Ref> refs(Yaml at) {
    List<Ref> refs = new ArrayList<>();
    for (Yaml item : at.items()) {
      try {
        item.text().map(Ref::parse).ifPresent(refs::add);
      } catch (IllegalArgumentException e) {
        item.problem(e.getMessage(), "");
      }
    }
    return refs;
  }

  private static Optional<PolicyAnswer> cap(Yaml at) {
    Map<String, Yaml> fields = at.fields(List.of("cycles", "steps", "time", "cost", "levels"));
    if (fields.isEmpty()) {
      at.problem("A cap bounds something.", "Maybe write cap: {steps: 20}.");
      return Optional.empty();
    }
    Budget any = Cap.ANY;
    return Optional.of(
        new Cap(
            new Budget(
                field(fields, "cycles").flatMap(Yaml::count).orElse(any.cycles()),
                field(fields, "steps").flatMap(Yaml::count).orElse(any.steps()),
                field(fields, "time").flatMap(Effects::time).orElse(any.time()),
                field(fields, "cost").flatMap(Yaml::positive).orElse(any.cost()),
                field(fields, "levels").flatMap(Yaml::count).orElse(any.levels()))));
  }

  private static Optional<PolicyAnswer> mask(Yaml at) {
    List<String> paths = new ArrayList<>();
    for (Yaml item : at.items()) {
      item.text()
          .ifPresent(
              path -> {
                if (PATH.matcher(path).matches()) {
                  paths.add(path);
                } else {
                  item.problem(
                      "Not a path (" + path + ").",
                      "Maybe write OUTPUT or OUTPUT.field.0.field, * for every item.");
                }
              });
    }
    return paths.isEmpty() ? Optional.empty() : Optional.of(new PolicyAnswer.Mask(paths));
  }

  private static Optional<PolicyAnswer> approval(String rule, Yaml at) {
    Map<String, Yaml> fields = at.fields(List.of("approvers", "within", "otherwise", "show"));
    boolean granted =
        field(fields, "otherwise")
            .flatMap(word -> word.word(List.of("refuse", "approve")))
            .filter("approve"::equals)
            .isPresent();
    return Optional.of(
        new Approval(
            List.of(rule),
            field(fields, "approvers").flatMap(Yaml::count).orElse(1),
            field(fields, "within").flatMap(Effects::time).orElse(DAY),
            granted,
            List.of()));
  }

  /** What an approver is shown: expressions over the point's variables. */
  static List<Expression> shown(PolicyPoint point, Yaml at) {
    List<Expression> shown = new ArrayList<>();
    Yaml show = at.isMap() ? at.fields().get("show") : null;
    if (show != null) {
      show.items().forEach(item -> Expression.compile(point, item, false).ifPresent(shown::add));
    }
    return shown;
  }

  private static Optional<Yaml> field(Map<String, Yaml> fields, String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private static Optional<Duration> time(Yaml at) {
    Matcher matcher = TIME.matcher(at.plain());
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      at.problem("Not a time (" + at.plain() + ").", "Maybe write 500ms, 30s, 2m, 8h or 3d.");
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }
}
