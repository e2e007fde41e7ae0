package io.consilium.governance.auditor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.SubgoalRouted.Scored;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.routing.RoutingDecision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who stood for a subgoal: those who could have it one by one, those excluded by why. */
final class Candidates {
  /** The part of a score that says that a canary was drawn, and for which share of the tasks. */
  static final String CANARY = "canary";

  /** More than these are counted in a tree. */
  private static final int NAMED = 3;

  private final Body.SubgoalRouted routed;
  private final Map<String, String> details = new HashMap<>();
  private final Map<String, String> bundles = new HashMap<>();
  private final String sealed;

  Candidates(DecisionRecord record, Body.SubgoalRouted routed, Payloads payloads)
      throws IOException {
    this.routed = routed;
    Optional<JsonNode> all = payloads.json(record, "candidates");
    if (all.isPresent()) {
      for (JsonNode candidate : all.get()) {
        details.put(candidate.path("expert").asText(), candidate.path("detail").asText());
        bundles.put(candidate.path("expert").asText(), candidate.path("bundle").asText());
      }
    }
    boolean shut = all.isEmpty() && record.payloads().containsKey("candidates");
    this.sealed =
        !shut
            ? ""
            : payloads.closed() ? "--payloads --why TEXT opens them" : "their key is not here";
  }

  /** Why the details are not told; empty if they are, or if there are none. */
  String sealed() {
    return sealed;
  }

  /** Those who might have been chosen. */
  List<Scored> eligible() {
    return routed.candidates().stream().filter(c -> c.veto().isEmpty()).toList();
  }

  /** Those who might not, by why. */
  Map<String, List<String>> excluded() {
    Map<String, List<String>> excluded = new LinkedHashMap<>();
    for (Scored c : routed.candidates()) {
      if (c.veto().isPresent()) {
        String detail = details.getOrDefault(c.expert(), "");
        String why = c.veto().get() + (detail.isEmpty() ? "" : " (" + detail + ")");
        excluded.computeIfAbsent(why, key -> new ArrayList<>()).add(c.expert());
      }
    }
    return excluded;
  }

  /** How many stand in the payload alone. */
  int more() {
    return routed.stood() - routed.candidates().size();
  }

  /** How many were looked at, and how many of them might have been chosen. */
  String stood() {
    int eligible = eligible().size();
    boolean maybeMore = more() > 0 && eligible == routed.candidates().size();
    return Words.count(routed.stood(), "expert")
        + (routed.stood() == 1 ? " was" : " were")
        + " looked at, "
        + (maybeMore ? "at least " : "")
        + eligible
        + " could be chosen.";
  }

  /** One line for each in a tree. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    int width = eligible().stream().mapToInt(c -> c.expert().length()).max().orElse(1);
    for (Scored c : eligible()) {
      String form = "%-8s  %-" + width + "s  %s%s%s%s";
      String score = Words.number(c.score());
      lines.add(
          String.format(
              Locale.ROOT, form, standing(c), c.expert(), score, scored(c), canary(c), said(c)));
    }
    excluded().forEach((why, who) -> lines.add("excluded  " + brief(who) + ": " + why));
    if (more() > 0) {
      lines.add("and " + more() + " more in the payload \"candidates\"");
    }
    return lines.stream().map(Plain::line).toList();
  }

  /** What is said of one who might have been chosen, such as that it stands in another's place. */
  private String said(Scored c) {
    String detail = details.getOrDefault(c.expert(), "");
    return detail.isEmpty() ? "" : "; " + detail;
  }

  private static String brief(List<String> who) {
    return who.size() <= NAMED
        ? String.join(", ", who)
        : who.get(0) + " and " + (who.size() - 1) + " more";
  }

  private String standing(Scored c) {
    RoutingDecision decision = routed.decision();
    if (decision.chosen().stream().anyMatch(choice -> choice.expert().equals(c.expert()))) {
      return "chosen";
    }
    return decision.fallbacks().contains(c.expert()) ? "fallback" : "left out";
  }

  /** The parts of a score. */
  static String scored(Scored c) {
    Map<String, Double> parts = new TreeMap<>(c.parts());
    parts.remove(CANARY);
    return parts.isEmpty() ? "" : " (" + Words.parts(parts) + ")";
  }

  /** Which version stood as a canary, and for which share of the tasks; empty if none did. */
  String canary(Scored c) {
    Double share = c.parts().get(CANARY);
    if (share == null) {
      return "";
    }
    String[] code = bundles.getOrDefault(c.expert(), "").split("/", -1);
    String version = code.length > 1 ? "version " + code[1] + " " : "";
    return ", " + version + "as canary (share " + Words.number(share) + ")";
  }
}
