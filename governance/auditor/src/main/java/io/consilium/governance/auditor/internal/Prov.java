package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.task.Principal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A task as a provenance document: each record is an activity, each payload an entity, code and
 * people are agents (W3C PROV-O; the PROV-JSON serialisation, member submission of 2013-04-24). A
 * payload stands in it as its commitment, never with its content. One use.
 */
final class Prov {
  private final Map<String, Map<String, Object>> document = new LinkedHashMap<>();
  private final Map<Integer, String> routings = new HashMap<>();
  private final Map<Integer, String> calls = new HashMap<>();
  private final Map<String, String> plans = new HashMap<>();
  private final Map<String, String> last = new HashMap<>();
  private int relations;

  private Prov() {
    Map<String, Object> prefixes = section("prefix");
    prefixes.put("record", "urn:consilium:record:");
    prefixes.put("payload", "urn:consilium:payload:sha256:");
    prefixes.put("code", "urn:consilium:code:");
    prefixes.put("principal", "urn:consilium:principal:");
    prefixes.put("consilium", "urn:consilium:vocabulary:");
  }

  static Map<String, Map<String, Object>> of(List<DecisionRecord> task) {
    Prov prov = new Prov();
    task.forEach(prov::add);
    return prov.document;
  }

  private Map<String, Object> section(String name) {
    return document.computeIfAbsent(name, key -> new LinkedHashMap<>());
  }

  private void add(DecisionRecord record) {
    String activity = "record:" + record.sequence();
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("prov:startTime", begun(record));
    said.put("prov:endTime", record.time());
    said.put("prov:type", name("consilium:" + Facts.type(record.body())));
    said.put("prov:label", Words.of(record));
    said.put("consilium:id", record.id());
    said.put("consilium:task", Plain.line(record.position().task()));
    section("activity").put(activity, said);
    record.payloads().forEach((slot, payload) -> payload(activity, slot, payload));
    record.code().forEach(code -> code(activity, code));
    follow(activity, record);
  }

  /** What took its time began before its record was written. */
  private static String begun(DecisionRecord record) {
    long nanos =
        record.body() instanceof Body.ExpertReturned b
            ? b.nanos()
            : record.body() instanceof Body.CheckMade c
                ? c.nanos()
                : record.body() instanceof Body.ShadowReturned s
                    ? s.nanos()
                    : record.body() instanceof Body.ShadowChecked d ? d.nanos() : 0;
    return nanos == 0 ? record.time() : Instant.parse(record.time()).minusNanos(nanos).toString();
  }

  private void payload(String activity, String slot, SealedPayload payload) {
    String entity = "payload:" + payload.blob();
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("consilium:mediaType", payload.mediaType().toString());
    said.put("consilium:size", payload.size());
    said.put("consilium:commitment", payload.commitment());
    section("entity").put(entity, said);
    boolean given = slot.startsWith("in.") || slot.startsWith("input.") || slot.startsWith("label");
    Map<String, Object> relation = new LinkedHashMap<>();
    relation.put("prov:activity", activity);
    relation.put("prov:entity", entity);
    relation.put("prov:role", Plain.line(slot));
    relate(given ? "used" : "wasGeneratedBy", relation);
  }

  private void code(String activity, Code code) {
    String agent = "code:" + local(code.bundle() + "/" + code.version() + "/" + code.digest());
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("prov:type", name("prov:SoftwareAgent"));
    said.put("consilium:bundle", Plain.line(code.bundle()));
    said.put("consilium:version", Plain.line(code.version()));
    said.put("consilium:sha256", code.digest());
    section("agent").put(agent, said);
    relate(
        "wasAssociatedWith",
        Map.of(
            "prov:activity",
            activity,
            "prov:agent",
            agent,
            "prov:role",
            Plain.line(code.plugin())));
  }

  private void follow(String activity, DecisionRecord record) {
    Body body = record.body();
    String path = record.position().path();
    for (Principal who : Facts.principals(body)) {
      String agent = "principal:" + local(who.tenant()) + "/" + local(who.actor());
      section("agent").put(agent, Map.of("prov:type", name("consilium:Principal")));
      relate("wasAssociatedWith", Map.of("prov:activity", activity, "prov:agent", agent));
    }
    OptionalInt beside = ShadowWords.call(body);
    if (beside.isPresent()) {
      // Nothing in the task follows from it.
      informed(activity, calls.get(beside.getAsInt()));
      return;
    }
    if (body instanceof Body.PlanRevised) {
      informed(activity, last.get(path));
      int slash = path.lastIndexOf('/');
      String subgoal = slash < 0 ? path : path.substring(slash + 1);
      informed(activity, path.isEmpty() ? null : plans.get("routed " + subgoal));
      plans.put(path, activity);
    } else if (body instanceof Body.SubgoalRouted b) {
      informed(activity, plans.get(path));
      routings.put(b.routing(), activity);
      plans.put("routed " + b.subgoal(), activity);
    } else if (body instanceof Body.ExpertCalled b) {
      informed(activity, routings.get(b.routing()));
      calls.put(b.call(), activity);
    } else if (body instanceof Body.ExpertReturned b) {
      informed(activity, calls.get(b.call()));
    } else if (body instanceof Body.SubgoalSettled b && b.call() > 0) {
      informed(activity, calls.get(b.call()));
    } else {
      informed(activity, last.get(path));
    }
    last.put(path, activity);
  }

  private void informed(String activity, String by) {
    if (by != null) {
      relate("wasInformedBy", Map.of("prov:informed", activity, "prov:informant", by));
    }
  }

  private void relate(String kind, Map<String, Object> relation) {
    section(kind).put("_:r" + ++relations, relation);
  }

  private static Map<String, String> name(String qualified) {
    return Map.of("$", qualified, "type", "xsd:QName");
  }

  /** A foreign text as the local part of a name. */
  private static String local(String foreign) {
    return URLEncoder.encode(foreign, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
