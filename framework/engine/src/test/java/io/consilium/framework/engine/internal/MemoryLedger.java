package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Proof;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Principal;
import io.consilium.api.task.TaskId;
import io.consilium.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A ledger in memory whose records pass through JSON, and which can be made to fail. */
class MemoryLedger implements Ledger {
  final List<Entry> all = new ArrayList<>();
  final List<CompletableFuture<Void>> held = new ArrayList<>();
  volatile boolean holdDurable;
  volatile Predicate<Draft> failOn = draft -> false;
  volatile Predicate<Draft> undurable = draft -> false;
  volatile Consumer<List<Entry>> afterAppend = entries -> {};

  @Override
  public synchronized Receipt append(List<Draft> drafts) {
    if (drafts.stream().anyMatch(failOn)) {
      throw new LedgerFailure("The disk is full.");
    }
    List<DecisionRecord> records = new ArrayList<>();
    List<Entry> added = new ArrayList<>();
    for (Draft draft : drafts) {
      DecisionRecord record = record(draft, all.size() + added.size());
      records.add(record);
      byte[] json = Json.canonical(record);
      if (json.length > DecisionRecord.MAX_BYTES) {
        throw new IllegalArgumentException("The record is too large (" + json.length + ").");
      }
      added.add(new Entry(Json.read(json, DecisionRecord.class), copied(draft.payloads())));
    }
    all.addAll(added);
    afterAppend.accept(added);
    return new Receipt(records, durable(drafts));
  }

  private CompletableFuture<Void> durable(List<Draft> drafts) {
    if (drafts.stream().anyMatch(undurable)) {
      return CompletableFuture.failedFuture(new LedgerFailure("The disk is gone."));
    }
    CompletableFuture<Void> durable = new CompletableFuture<>();
    if (holdDurable) {
      held.add(durable);
    } else {
      durable.complete(null);
    }
    return durable;
  }

  synchronized void releaseDurable() {
    holdDurable = false;
    held.forEach(future -> future.complete(null));
  }

  private static DecisionRecord record(Draft draft, long sequence) {
    Map<String, SealedPayload> sealed = new HashMap<>();
    draft
        .payloads()
        .forEach(
            (slot, a) ->
                sealed.put(
                    slot,
                    new SealedPayload(
                        a.mediaType(),
                        a.size(),
                        a.digest().hex(),
                        "1".repeat(64),
                        "u".repeat(24))));
    return new DecisionRecord(
        DecisionRecord.SCHEMA,
        sequence,
        "id-" + sequence,
        "2026-01-01T00:00:00.000Z",
        sequence,
        "node",
        "boot",
        "0".repeat(32),
        "0".repeat(16),
        draft.position(),
        draft.code(),
        pseudonymous(draft.body()),
        sealed);
  }

  private static Body pseudonymous(Body body) {
    if (!(body instanceof Body.TaskAdmitted b)) {
      return body;
    }
    Principal by = b.principal();
    return new Body.TaskAdmitted(
        b.pipeline(),
        b.pipelineDigest(),
        b.goal(),
        b.roles(),
        b.budget(),
        new Principal(by.tenant(), pseudonym(by.actor()), by.subject()),
        b.admittedMillis(),
        b.seed());
  }

  private static String pseudonym(String name) {
    return name.equals(Principal.LOCAL.actor()) ? name : "person-" + name.hashCode();
  }

  private static Map<String, Artifact> copied(Map<String, Artifact> payloads) {
    Map<String, Artifact> copies = new HashMap<>();
    payloads.forEach(
        (slot, a) -> copies.put(slot, Slots.ARTIFACTS.of(a.mediaType(), Slots.bytes(a))));
    return copies;
  }

  @Override
  public synchronized List<Entry> entries(TaskId task) {
    return all.stream().filter(e -> e.record().position().task().equals(task.value())).toList();
  }

  @Override
  public synchronized List<TaskId> recent(int most) {
    List<TaskId> admitted = new ArrayList<>();
    for (Entry entry : all) {
      if (entry.record().body() instanceof Body.TaskAdmitted) {
        admitted.add(0, new TaskId(entry.record().position().task()));
      }
    }
    return List.copyOf(admitted.subList(0, Math.min(most, admitted.size())));
  }

  @Override
  public synchronized List<TaskId> unfinished() {
    Set<TaskId> open = new LinkedHashSet<>();
    for (Entry entry : all) {
      String task = entry.record().position().task();
      if (entry.record().body() instanceof Body.TaskAdmitted) {
        open.add(new TaskId(task));
      } else if (entry.record().body() instanceof Body.AnswerReleased) {
        open.remove(new TaskId(task));
      }
    }
    return List.copyOf(open);
  }

  synchronized List<Body> bodies() {
    return all.stream().map(entry -> entry.record().body()).toList();
  }

  <B extends Body> List<B> bodies(Class<B> type) {
    return bodies().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public synchronized long size() {
    return all.size();
  }

  @Override
  public CompletionStage<Proof> prove(long sequence) {
    return CompletableFuture.failedFuture(new LedgerFailure("No proofs here."));
  }

  @Override
  public String trouble() {
    return "";
  }
}
