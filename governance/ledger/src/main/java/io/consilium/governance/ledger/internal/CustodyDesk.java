package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Custody;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import io.consilium.governance.ledger.format.VerifierKey;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Does what people ask of the ledger itself, one after the other, each on record. */
final class CustodyDesk implements Custody {
  /** Slots in one record; more become several records. */
  private static final int MAX_SLOTS = 500;

  private final DiskLedger ledger;
  private final Units units;
  private final Eraser eraser;
  private final Pseudonyms pseudonyms;
  private final SigningKeys keys;

  CustodyDesk(
      DiskLedger ledger, Units units, Eraser eraser, Pseudonyms pseudonyms, SigningKeys keys) {
    this.ledger = ledger;
    this.units = units;
    this.eraser = eraser;
    this.pseudonyms = pseudonyms;
    this.keys = keys;
  }

  @Override
  public synchronized Forgotten forget(String taskOrSubject, Asked asked) {
    String unit = unit(taskOrSubject, asked.tenant());
    refuseBusy(unit);
    Body erased = new Body.Erased(unit, "asked", by(asked));
    DecisionRecord record = durable(draft(erased, asked)).get(0);
    // Only then do all blobs of the unit have their files, to be deleted for good.
    join(ledger.prove(record.sequence()));
    try {
      return new Forgotten(unit, record, eraser.destroy(unit));
    } catch (IOException e) {
      throw ledger.fail(e);
    }
  }

  private String unit(String given, String tenant) {
    if (ledger.size(given) > 0) {
      String unit = units.names(names -> names.of(given));
      if (!unit.equals(given)) {
        throw new IllegalArgumentException(
            "The payloads of task ("
                + given
                + ") belong to a data subject and are erased with all of that person's. Maybe"
                + " forget the subject: "
                + unit);
      }
      return expectThere(given, unit);
    }
    String unit = units.names(names -> names.current(base(names, given, tenant)));
    if (!units.names(names -> names.known(unit))) {
      if (units.names(names -> names.erased(base(names, given, tenant)))) {
        throw erasedBefore(given);
      }
      throw new IllegalArgumentException(
          "There is no task and no data subject ("
              + given
              + ") in the ledger, for the tenant ("
              + tenant
              + "). Maybe see: ./consilium audit list");
    }
    return expectThere(given, unit);
  }

  private String base(UnitNames names, String given, String tenant) {
    // As it stands in records, also with the number of a subject that came back.
    int dot = given.lastIndexOf('.');
    String stem = dot > 0 && names.known(given) ? given.substring(0, dot) : given;
    return pseudonyms.subject(tenant, stem);
  }

  private String expectThere(String given, String unit) {
    if (units.names(names -> names.erased(unit))) {
      throw erasedBefore(given);
    }
    return unit;
  }

  private static IllegalArgumentException erasedBefore(String given) {
    return new IllegalArgumentException("The payloads of (" + given + ") were erased before.");
  }

  private void refuseBusy(String unit) {
    if (!units.bar(unit, ledger::working)) {
      throw new IllegalArgumentException(
          "Task "
              + units.names(names -> names.tasks(unit)).stream()
                  .filter(ledger::working)
                  .findFirst()
                  .orElse(unit)
              + " is being worked on. Maybe cancel it, or wait for its answer, and forget it then.");
    }
  }

  @Override
  public List<DecisionRecord> reading(List<Body.PayloadRead.Slot> slots, Asked asked) {
    for (Body.PayloadRead.Slot slot : slots) {
      ledger.expect(slot.sequence(), slot.slot());
    }
    List<Draft> drafts = new ArrayList<>();
    for (int at = 0; at < slots.size(); at += MAX_SLOTS) {
      List<Body.PayloadRead.Slot> some = slots.subList(at, Math.min(slots.size(), at + MAX_SLOTS));
      drafts.add(draft(new Body.PayloadRead(by(asked), some), asked));
    }
    return drafts.isEmpty() ? List.of() : durable(drafts.toArray(Draft[]::new));
  }

  @Override
  public synchronized DecisionRecord rotateKey(Asked asked) {
    try {
      VerifierKey from = keys.key().verifier();
      VerifierKey to = keys.prepare();
      Body rotated = new Body.KeyRotated(id(from), id(to), to.toString(), by(asked));
      DecisionRecord record = durable(draft(rotated, asked)).get(0);
      join(ledger.prove(record.sequence()));
      return record;
    } catch (IOException e) {
      throw ledger.fail(e);
    }
  }

  private static String id(VerifierKey key) {
    return HexFormat.of().toHexDigits(key.id());
  }

  /**
   * Somebody let the log go on without what is lost.
   *
   * @param asked who; empty at a later start than that, which was interrupted
   */
  void gap(Body.Gap gap, Optional<Asked> asked) {
    durable(
        asked
            .map(one -> draft(gap, one))
            .orElseGet(() -> new Draft(Position.HOST, gap, List.of(), Map.of())));
  }

  /**
   * People have other pseudonyms from here on. The record comes first: a start that is interrupted
   * between the two says it once more.
   */
  void renamed() throws IOException {
    Body changed = new Body.ConfigurationChanged("consilium.ledger.pseudonyms", pseudonyms.mark());
    durable(new Draft(Position.HOST, changed, List.of(), Map.of()));
    pseudonyms.save();
  }

  private Principal by(Asked asked) {
    return new Principal(asked.tenant(), pseudonyms.person(asked.tenant(), asked.name()));
  }

  private static Draft draft(Body body, Asked asked) {
    return new Draft(
        Position.HOST,
        body,
        List.of(),
        Map.of("name", text(asked.name()), "message", text(asked.why())));
  }

  private static Artifact text(String text) {
    return new JsonArtifacts().of(MediaType.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<DecisionRecord> durable(Draft... drafts) {
    Receipt receipt = ledger.append(List.of(drafts));
    join(receipt.durable());
    return receipt.records();
  }

  private static void join(CompletionStage<?> stage) {
    try {
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof LedgerFailure failure
          ? failure
          : new LedgerFailure(String.valueOf(e.getCause()), e.getCause());
    }
  }
}
