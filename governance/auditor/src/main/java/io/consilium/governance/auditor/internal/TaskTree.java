package io.consilium.governance.auditor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.halting.Condition;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.task.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the records of a task in the order in which a person reads them: loops, cycles, waves. */
final class TaskTree {
  /**
   * A line of the tree.
   *
   * @param sequence the record it tells of; negative if it tells of none
   */
  record Node(long sequence, String text, List<Node> below) {
    Node(String text) {
      this(-1, text, new ArrayList<>());
    }

    Node add(Node node) {
      below.add(node);
      return node;
    }

    /** The tree as lines; a record's line begins with its sequence. */
    void print(String indent, List<String> lines) {
      lines.add(indent + (sequence < 0 ? "" : "#" + sequence + " ") + text);
      below.forEach(node -> node.print(indent + "  ", lines));
    }
  }

  private final Payloads payloads;
  private final Node root;
  private final Map<String, Loop> loops = new HashMap<>();

  private TaskTree(Payloads payloads, String task) {
    this.payloads = payloads;
    this.root = new Node("task " + Plain.line(task));
  }

  /** One loop as it is being told. */
  private static final class Loop {
    private final Node node;
    private Node cycle;
    private Node wave;
    private int cycleNumber = -1;
    private int waveNumber = -1;
    private boolean halted;
    private final Map<String, Node> subgoals = new HashMap<>();

    Loop(Node node) {
      this.node = node;
    }

    private void move(DecisionRecord record) {
      Position at = record.position();
      boolean begins =
          record.body() instanceof Body.PlanRevised || record.body() instanceof Body.PlanFailed;
      if (at.hCycle() != cycleNumber || (begins && halted)) {
        cycleNumber = at.hCycle();
        waveNumber = -1;
        halted = false;
        subgoals.clear();
        cycle = at.hCycle() == 0 ? node : node.add(new Node("H-cycle " + at.hCycle()));
      }
      if (at.lStep() > 0 && at.lStep() != waveNumber) {
        waveNumber = at.lStep();
        subgoals.clear();
        wave = cycle.add(new Node("wave " + at.lStep()));
      }
      halted |= record.body() instanceof Body.HaltDecided;
    }

    private Node place(DecisionRecord record) {
      String subgoal = subgoal(record.body());
      if (subgoal.isEmpty()) {
        return cycle;
      }
      Node above = wave == null || record.position().lStep() == 0 ? cycle : wave;
      return subgoals.computeIfAbsent(subgoal, name -> above.add(new Node(Plain.line(name))));
    }
  }

  static Node of(List<DecisionRecord> records, Payloads payloads) throws IOException {
    TaskTree tree = new TaskTree(payloads, records.get(0).position().task());
    for (DecisionRecord record : records) {
      Loop loop = tree.loop(record.position().path());
      loop.move(record);
      loop.place(record).add(tree.tell(record));
    }
    return tree.root;
  }

  private Loop loop(String path) {
    if (path.isEmpty()) {
      return loops.computeIfAbsent("", top -> new Loop(root));
    }
    int slash = path.lastIndexOf('/');
    Loop parent = loop(slash < 0 ? "" : path.substring(0, slash));
    String subgoal = path.substring(slash + 1);
    Node above =
        parent.subgoals.getOrDefault(subgoal, parent.cycle == null ? parent.node : parent.cycle);
    Loop known = loops.get(path);
    boolean same = known != null && above.below().contains(known.node);
    if (!same) {
      known = new Loop(above.add(new Node("loop " + Plain.line(path))));
      loops.put(path, known);
    }
    return known;
  }

  private static String subgoal(Body body) {
    if (body instanceof Body.SubgoalRouted routed) {
      return routed.subgoal();
    } else if (body instanceof Body.ExpertCalled called) {
      return called.subgoal();
    } else if (body instanceof Body.ExpertReturned returned) {
      return returned.subgoal();
    } else if (body instanceof Body.SubgoalSettled settled) {
      return settled.subgoal();
    }
    return "";
  }

  private Node tell(DecisionRecord record) throws IOException {
    Node node = new Node(record.sequence(), Words.of(record), new ArrayList<>());
    if (record.body() instanceof Body.SubgoalRouted routed) {
      routed.candidates().forEach(c -> node.add(new Node(Words.candidate(c, routed.decision()))));
      int more = routed.stood() - routed.candidates().size();
      if (more > 0) {
        node.add(new Node("and " + more + " more in the payload \"candidates\""));
      }
    } else if (record.body() instanceof Body.HaltDecided halt) {
      halt.conditions().forEach(condition -> node.add(new Node(condition(condition))));
    } else if (record.body() instanceof Body.TaskAdmitted admitted) {
      inputs(record, admitted, node);
    }
    payloads.words(record, "message").ifPresent(text -> node.add(new Node("says: " + text)));
    findings(record, node);
    return node;
  }

  private static String condition(Condition c) {
    return (c.held() ? "[x] " : "[ ] ")
        + c.reason()
        + " "
        + Words.number(c.value())
        + " against "
        + Words.number(c.bound());
  }

  private void inputs(DecisionRecord record, Body.TaskAdmitted admitted, Node node)
      throws IOException {
    for (int i = 0; i < admitted.roles().size(); i++) {
      var payload = record.payloads().get("input." + i);
      String content = payload == null ? "" : ", " + payload.mediaType() + ", " + payload.size();
      String label = payloads.words(record, "label." + i).map(name -> ": " + name).orElse("");
      node.add(
          new Node("input " + Plain.line(admitted.roles().get(i)) + content + " bytes" + label));
    }
  }

  private void findings(DecisionRecord record, Node node) throws IOException {
    Optional<JsonNode> findings = payloads.json(record, "findings");
    if (findings.isPresent() && findings.get().isArray()) {
      for (JsonNode finding : findings.get()) {
        String text = finding.path("code").asText() + ": " + finding.path("message").asText();
        node.add(new Node("finds " + Plain.line(text)));
      }
    } else if (record.payloads().containsKey("findings")) {
      node.add(new Node("findings (sealed: their key is not here)"));
    }
  }
}
