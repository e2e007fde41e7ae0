package io.consilium.governance.policy.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.policy.Policy;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.governance.policy.PolicyError;
import io.consilium.governance.policy.RuleFiles;
import io.consilium.governance.policy.RulePolicy;
import io.consilium.json.Json;
import io.consilium.json.JsonArtifacts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of directories as they are now. A change counts once all files are sound, two looks
 * find the same, and the rules before it allow it; until then those go on. Asked from many threads;
 * {@link #look} by one.
 */
final class LivePolicy implements Policy {
  private static final Logger LOG = LoggerFactory.getLogger(LivePolicy.class);
  private static final String PID = "policy";

  /** No revision: that of no files at all is empty. */
  private static final String NOTHING = "-";

  private final List<Path> directories;
  private final Supplier<Ledger> ledger;
  private volatile RulePolicy current;
  private String refused = NOTHING;

  /** What the last look found: files that are being written are not the same at the next one. */
  private String seen = NOTHING;

  /**
   * @param ledger gives null while there is none
   * @throws PolicyError if the rules are not sound
   */
  LivePolicy(List<Path> directories, Supplier<Ledger> ledger) {
    this.directories = List.copyOf(directories);
    this.ledger = ledger;
    this.current = new RulePolicy(RuleFiles.read(directories));
  }

  /** Looks at the files, and follows a change that it sees a second time. */
  void look() {
    try {
      String found = RuleFiles.revision(directories);
      boolean settled = found.equals(seen);
      seen = found;
      if (found.equals(current.revision())) {
        refused = NOTHING;
      } else if (settled && !found.equals(refused)) {
        RuleFiles files = RuleFiles.read(directories);
        if (files.revision().equals(found)) {
          follow(files);
        }
      }
    } catch (PolicyError e) {
      goOn(e.getMessage());
    } catch (RuntimeException e) {
      // Whatever it is, the next look must still come.
      goOn(e.toString());
    }
  }

  private void goOn(String why) {
    seen = NOTHING;
    if (!refused.equals(why)) {
      refused = why;
      LOG.error("The rules before go on. {}", why);
    }
  }

  private void follow(RuleFiles files) {
    PolicyQuestion question =
        new PolicyQuestion.ConfigurationChanged(PID, current.revision(), files.revision());
    List<Draft> drafts = new ArrayList<>();
    boolean denied = false;
    if (current.governs(question.point())) {
      Ruling ruling = current.ask(question);
      denied = ruling.denied();
      drafts.add(evaluated(ruling, question));
    }
    if (denied) {
      refused = files.revision();
      LOG.error("A change of the rules is denied by those in force; they go on.");
    } else {
      drafts.add(draft(new Body.ConfigurationChanged(PID, files.revision()), Map.of()));
    }
    Ledger now = ledger.get();
    try {
      if (now != null) {
        now.append(drafts);
      }
    } catch (LedgerFailure e) {
      LOG.error("A change of the rules is not on record and does not count: {}", e.getMessage());
      return;
    }
    if (!denied) {
      current = new RulePolicy(files);
      LOG.info("The rules are now those of revision {}.", files.revision());
    }
  }

  private static Draft evaluated(Ruling ruling, PolicyQuestion question) {
    Map<String, Artifact> payloads = new HashMap<>();
    JsonArtifacts artifacts = new JsonArtifacts();
    payloads.put("input", artifacts.of(MediaType.JSON, Json.canonical(question)));
    if (!ruling.message().isEmpty()) {
      byte[] message = ruling.message().getBytes(StandardCharsets.UTF_8);
      payloads.put("message", artifacts.of(MediaType.TEXT, message));
    }
    return draft(Body.PolicyEvaluated.of(ruling, Optional.empty()), payloads);
  }

  private static Draft draft(Body body, Map<String, Artifact> payloads) {
    return new Draft(Position.HOST, body, List.of(), payloads);
  }

  @Override
  public String revision() {
    return current.revision();
  }

  @Override
  public boolean governs(PolicyPoint point) {
    return current.governs(point);
  }

  @Override
  public Ruling ask(PolicyQuestion question) {
    return current.ask(question);
  }
}
