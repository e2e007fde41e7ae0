package io.consilium.governance.policy.internal;

import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.policy.Policy;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.governance.policy.PolicyError;
import io.consilium.governance.policy.RuleFiles;
import io.consilium.governance.policy.RulePolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of directories as they are now. A change counts once all files are sound, two looks
 * find the same, and the rules before it allow it; until then those go on. A directory that held
 * rules and has no files any more, or cannot be read, is no change: nobody said that its rules are
 * not to hold. Asked from many threads; {@link #look} by one.
 */
final class LivePolicy implements Policy {
  private static final Logger LOG = LoggerFactory.getLogger(LivePolicy.class);
  private static final String PID = "policy";

  /** What stands in the files, where that is not what holds. */
  private static final String FILES = "policy-files";

  /** No revision: that of no files at all is empty. */
  private static final String NOTHING = "-";

  private static final FilesFound NONE_YET = new FilesFound(NOTHING, NOTHING);

  private final List<Path> directories;
  private final PolicyRecords records;
  private final RulesBefore before;
  private volatile RulePolicy current;
  private Set<Path> holding;
  private String refused = NOTHING;

  /** What the last look found: files that are being written are not the same at the next one. */
  private FilesFound seen = NONE_YET;

  /** Why the files of the rules in force cannot be followed; empty if they can. */
  private String away = "";

  /**
   * @param ledger gives null while there is none
   * @param before where rules were in force when the host last ran
   * @throws PolicyError if the rules are not sound, or some that were in force are gone
   */
  LivePolicy(List<Path> directories, Supplier<Ledger> ledger, RulesBefore before) {
    this.directories = List.copyOf(directories);
    this.records = new PolicyRecords(ledger);
    this.before = before;
    RuleFiles files = RuleFiles.read(directories);
    before.refuseLoss(files);
    this.holding = files.directories();
    this.current = new RulePolicy(files);
    before.remember(holding);
  }

  /** Looks at the files, and follows a change that it sees a second time. */
  void look() {
    try {
      records.flush();
      follow();
    } catch (PolicyError e) {
      goOn(e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever it is, the next look must still come.
      goOn(e.toString());
    }
  }

  private void follow() {
    FilesFound found = FilesFound.at(directories, holding);
    boolean settled = found.equals(seen);
    seen = found;
    if (!settled && !found.revision().equals(current.revision())) {
      return;
    }
    if (!found.why().isEmpty()) {
      stay(found.why());
      return;
    }
    back(found.revision());
    if (found.revision().equals(current.revision())) {
      refused = NOTHING;
    } else if (!found.revision().equals(refused)) {
      RuleFiles files = RuleFiles.read(directories);
      if (files.revision().equals(found.revision())) {
        follow(files);
      }
    }
  }

  private void goOn(String why) {
    seen = NONE_YET;
    if (!refused.equals(why)) {
      refused = why;
      LOG.error("The rules before go on. {}", why);
    }
  }

  private void stay(String why) {
    if (!away.equals(why) && records.add(PolicyRecords.changed(FILES, "none"))) {
      away = why;
      LOG.error(
          "The rules before go on. {} Maybe put the files back. If no rules are to hold there, write"
              + " a file that says \"rules: []\".",
          why);
    }
  }

  private void back(String revision) {
    if (!away.isEmpty() && records.add(PolicyRecords.changed(FILES, revision))) {
      away = "";
      LOG.info("The rule files are back, of revision {}.", revision);
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
      drafts.add(PolicyRecords.evaluated(ruling, question));
    }
    if (denied) {
      refused = files.revision();
      LOG.error("A change of the rules is denied by those in force; they go on.");
      records.add(drafts.toArray(Draft[]::new));
      return;
    }
    drafts.add(PolicyRecords.changed(PID, files.revision()));
    RulePolicy next = new RulePolicy(files);
    if (records.add(drafts.toArray(Draft[]::new))) {
      current = next;
      holding = files.directories();
      before.remember(holding);
      LOG.info("The rules are now those of revision {}.", files.revision());
    } else {
      next.close();
    }
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
