package io.consilium.framework.configuration.internal;

import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.Proof;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.task.TaskId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A ledger that writes into a list of events. */
record Recording(List<String> events) implements Ledger {
  @Override
  public Receipt append(List<Draft> drafts) {
    drafts.forEach(draft -> events.add(Plant.words(draft)));
    return null;
  }

  @Override
  public List<Entry> entries(TaskId task) {
    return List.of();
  }

  @Override
  public List<TaskId> unfinished() {
    return List.of();
  }

  @Override
  public long size() {
    return events.size();
  }

  @Override
  public CompletionStage<Proof> prove(long sequence) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String trouble() {
    return "";
  }
}
