package io.consilium.governance.auditor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
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

  private TaskTree(Payloads payloads, List<DecisionRecord> records) {
    this.payloads = payloads;
    TaskSummary summary = new TaskSummary(records.get(0).position().task());
    records.forEach(summary::add);
    this.root = new Node(Plain.line(summary.sentence()));
  }

  /** One loop as it is being told. Waves overlap: a call may return when the next has begun. */
  private static final class Loop {
    private final Node node;
    private final Map<Integer, Node> waves = new HashMap<>();
    private final Map<String, Node> placed = new HashMap<>();
    private final Map<String, Node> latest = new HashMap<>();
    private Node cycle;
    private int cycleNumber = -1;
    private boolean halted;

    Loop(Node node) {
      this.node = node;
    }

    private void move(DecisionRecord record) {
      if (ShadowWords.call(record.body()).isPresent()) {
        // It may come when its cycle is long over.
        return;
      }
      int number = record.position().hCycle();
      boolean begins =
          record.body() instanceof Body.PlanRevised || record.body() instanceof Body.PlanFailed;
      if (number != cycleNumber || (begins && halted)) {
        cycleNumber = number;
        halted = false;
        waves.clear();
        placed.clear();
        latest.clear();
        cycle = number == 0 ? node : node.add(new Node("H-cycle " + number));
      }
      halted |= record.body() instanceof Body.HaltDecided;
    }

    private Node place(DecisionRecord record) {
      String subgoal = subgoal(record.body());
      if (subgoal.isEmpty()) {
        return cycle == null ? node : cycle;
      }
      int wave = record.position().lStep();
      if (ShadowWords.call(record.body()).isPresent()) {
        return latest.getOrDefault(subgoal, cycle == null ? node : cycle);
      }
      if (wave == 0) {
        return latest.computeIfAbsent(subgoal, name -> cycle.add(new Node(Plain.line(name))));
      }
      Node at =
          placed.computeIfAbsent(
              wave + " " + subgoal, key -> wave(wave).add(new Node(Plain.line(subgoal))));
      latest.put(subgoal, at);
      return at;
    }

    private Node wave(int number) {
      return waves.computeIfAbsent(number, wave -> cycle.add(new Node("wave " + wave)));
    }
  }

  static Node of(List<DecisionRecord> records, Payloads payloads) throws IOException {
    TaskTree tree = new TaskTree(payloads, records);
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
        parent.latest.getOrDefault(subgoal, parent.cycle == null ? parent.node : parent.cycle);
    Loop known = loops.get(path);
    boolean same = known != null && above.below().contains(known.node);
    if (!same) {
      known = new Loop(above.add(new Node("loop " + Plain.line(path))));
      loops.put(path, known);
    }
    return known;
  }

  static String subgoal(Body body) {
    if (body instanceof Body.SubgoalRouted routed) {
      return routed.subgoal();
    } else if (body instanceof Body.ExpertCalled called) {
      return called.subgoal();
    } else if (body instanceof Body.ExpertReturned returned) {
      return returned.subgoal();
    } else if (body instanceof Body.SubgoalSettled settled) {
      return settled.subgoal();
    } else if (body instanceof Body.ShadowReturned shadow) {
      return shadow.subgoal();
    } else if (body instanceof Body.ShadowChecked shadow) {
      return shadow.subgoal();
    }
    return "";
  }

  private Node tell(DecisionRecord record) throws IOException {
    Node node = new Node(record.sequence(), Words.of(record), new ArrayList<>());
    if (record.body() instanceof Body.SubgoalRouted routed) {
      add(node, new Candidates(record, routed, payloads).lines());
    } else if (record.body() instanceof Body.HaltDecided halt) {
      conditions(node, "held: ", Conditions.of(halt, true));
      conditions(node, "not held: ", Conditions.of(halt, false));
    } else if (record.body() instanceof Body.TaskAdmitted admitted) {
      add(node, Inputs.of(record, admitted, payloads));
    }
    payloads.beside(record).forEach((what, text) -> node.add(new Node(what + ": " + text)));
    findings(record, node);
    return node;
  }

  private static void add(Node node, List<String> lines) {
    lines.forEach(line -> node.add(new Node(line)));
  }

  private static void conditions(Node node, String which, String conditions) {
    if (!conditions.isEmpty()) {
      node.add(new Node(which + conditions));
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
